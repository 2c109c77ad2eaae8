// Words that names of devices share and that recognise none of them; folded, without plural s. A table and nothing
// else.
#pragma once

#include <string_view>

namespace formulary::domain {

constexpr std::string_view generic_device_words[] = {
    "accessory",    "acquisition", "adult",          "advanced",     "ai",           "alarm",
    "algorithm",    "analysi",     "analysis",       "analyzer",     "angiography",  "app",
    "application",  "arrhythmia",  "artificial",     "assay",        "assist",       "assistant",
    "assisted",     "automated",   "automatic",      "basic",        "battery",      "blood",
    "bone",         "brain",       "breast",         "cable",        "calculator",   "camera",
    "cardiac",      "cardiology",  "care",           "catheter",     "center",       "central",
    "chest",        "clinical",    "clinic",         "cloud",        "computed",     "computer",
    "connect",      "console",     "controller",     "control",      "coronary",     "ct",
    "data",         "deep",        "dental",         "detection",    "detector",     "device",
    "diabete",      "diagnosi",    "diagnosis",      "diagnostic",   "digital",      "disposable",
    "dose",         "ecg",         "echo",           "edition",      "eeg",          "ekg",
    "electronic",   "emergency",   "engine",         "enterprise",   "evaluation",   "eye",
    "family",       "flow",        "glucose",        "guidance",     "guide",        "health",
    "healthcare",   "heart",       "home",           "hospital",     "image",        "imaging",
    "implant",      "index",       "infusion",       "insight",      "instrument",   "insulin",
    "intelligence", "intelligent", "intravenou",     "kit",          "lab",          "laboratory",
    "laser",        "learning",    "library",        "line",         "linear",       "link",
    "live",         "lung",        "machine",        "magnetic",     "management",   "mammography",
    "manager",      "manual",      "measurement",    "medical",      "medicine",     "meter",
    "mobile",       "model",       "module",         "monitor",      "monitoring",   "mr",
    "mri",          "navigation",  "needle",         "network",      "neuro",        "new",
    "number",       "oncology",    "online",         "optical",      "oximeter",     "pack",
    "package",      "panel",       "patient",        "pet",          "picture",      "plan",
    "planning",     "platform",    "plus",           "portable",     "pressure",     "probe",
    "processing",   "processor",   "product",        "professional", "program",      "pro",
    "pulse",        "pump",        "quantification", "quantitative", "radiation",    "radiography",
    "radiology",    "reader",      "reconstruction", "recorder",     "record",       "reference",
    "remote",       "report",      "reporting",      "resonance",    "retinal",      "review",
    "scan",         "scanner",     "score",          "screening",    "segmentation", "sensor",
    "serie",        "server",      "service",        "set",          "single",       "smart",
    "software",     "solution",    "spine",          "sterile",      "station",      "storage",
    "stroke",       "suite",       "support",        "surgery",      "surgical",     "system",
    "table",        "technology",  "telemetry",      "test",         "therapy",      "tomography",
    "tool",         "tracking",    "tray",           "treatment",    "triage",       "tube",
    "ultrasound",   "unit",        "universal",      "use",          "vascular",     "ventilator",
    "version",      "video",       "view",           "viewer",       "vision",       "vital",
    "web",          "wireles",     "wireless",       "workflow",     "workstation",  "ray",
    "xray",
};

constexpr std::string_view device_stop_words[] = {
    "a",    "an",     "and",     "as",   "at",  "by",  "for", "from", "in",  "into", "is",  "it",
    "its",  "of",     "on",      "or",   "per", "r",   "rx",  "tm",   "c",   "sm",   "the", "to",
    "with", "within", "without", "only", "et",  "und", "der", "die",  "das", "de",   "la",  "le",
};

/// Words of libraries and of everyday English alike: as a component's name they find nothing in a notice.
constexpr std::string_view common_component_words[] = {
    "abort",    "access",  "action",  "active",  "agent",    "alert",   "animal",      "array",    "async",   "backup",
    "balance",  "basic",   "batch",   "block",   "border",   "bridge",  "buffer",      "button",   "bytes",   "cache",
    "callback", "card",    "chain",   "change",  "channel",  "charge",  "chart",       "check",    "circle",  "clean",
    "client",   "clock",   "code",    "color",   "colors",   "command", "common",      "config",   "connect", "console",
    "content",  "control", "convert", "cookie",  "core",     "cycle",   "debug",       "default",  "delay",   "delete",
    "design",   "dialog",  "display", "driver",  "editor",   "element", "engine",      "error",    "event",   "events",
    "express",  "extend",  "factory", "fetch",   "filter",   "final",   "flash",       "format",   "forward", "frame",
    "future",   "glass",   "graph",   "group",   "handle",   "health",  "heart",       "helper",   "image",   "inject",
    "input",    "install", "invert",  "label",   "level",    "library", "limit",       "linear",   "locate",  "logger",
    "manage",   "marked",  "master",  "match",   "material", "memory",  "message",     "method",   "minimum", "mixing",
    "model",    "module",  "moment",  "monitor", "motion",   "needle",  "network",     "notify",   "number",  "object",
    "option",   "output",  "package", "paper",   "parent",   "parser",  "patch",       "pattern",  "pending", "picker",
    "point",    "power",   "print",   "process", "product",  "profile", "program",     "progress", "prompt",  "protect",
    "query",    "queue",   "random",  "range",   "react",    "reader",  "record",      "reload",   "remote",  "render",
    "report",   "request", "resolve", "result",  "return",   "safety",  "sample",      "scale",    "screen",  "search",
    "select",   "sensor",  "serial",  "server",  "service",  "session", "signal",      "simple",   "socket",  "source",
    "split",    "stack",   "start",   "state",   "status",   "storage", "store",       "stream",   "string",  "style",
    "support",  "switch",  "symbol",  "system",  "table",    "target",  "temperature", "test",     "text",    "theme",
    "through",  "timer",   "token",   "tools",   "transfer", "types",   "unique",      "update",   "upload",  "utility",
    "value",    "vector",  "verify",  "version", "video",    "viewer",  "watch",       "widget",   "window",  "worker",
};

}  // namespace formulary::domain
