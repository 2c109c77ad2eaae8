// Words that names of devices share and that recognise none of them; folded, without plural s. A table and nothing
// else.
#pragma once

#include <string_view>

namespace formulary::domain {

// clang-format off

constexpr std::string_view generic_device_words[] = {
    "accessory", "acquisition", "adult", "advanced", "ai", "alarm", "algorithm", "analysi", "analysis", "analyzer",
    "app", "application", "artificial", "assay", "assist", "assistant", "assisted", "automated", "automatic", "basic",
    "battery", "cable", "calculator", "camera", "cardiology", "care", "center", "central", "clinical", "clinic",
    "cloud", "computed", "computer", "connect", "console", "controller", "control", "data", "deep", "detection",
    "detector", "device", "diagnosi", "diagnosis", "diagnostic", "digital", "disposable", "dose", "echo", "edition",
    "electronic", "emergency", "engine", "enterprise", "evaluation", "family", "flow", "guidance", "guide", "health",
    "healthcare", "home", "hospital", "image", "imaging", "index", "insight", "instrument", "intelligence",
    "intelligent", "intravenou", "kit", "lab", "laboratory", "laser", "learning", "library", "line", "linear", "link",
    "live", "machine", "magnetic", "management", "manager", "manual", "measurement", "medical", "medicine", "meter",
    "mobile", "model", "module", "monitor", "monitoring", "navigation", "network", "new", "number", "online",
    "optical", "pack", "package", "panel", "patient", "picture", "plan", "planning", "platform", "plus", "portable",
    "pressure", "probe", "processing", "processor", "product", "professional", "program", "pro", "pulse",
    "quantification", "quantitative", "radiation", "radiography", "radiology", "reader", "reconstruction", "recorder",
    "record", "reference", "remote", "report", "reporting", "resonance", "review", "scan", "scanner", "score",
    "screening", "segmentation", "sensor", "serie", "server", "service", "set", "single", "smart", "software",
    "solution", "sterile", "station", "storage", "suite", "support", "surgery", "surgical", "system", "table",
    "technology", "test", "therapy", "tomography", "tool", "tracking", "tray", "treatment", "triage", "tube", "unit",
    "universal", "use", "version", "video", "view", "viewer", "vision", "vital", "web", "wireles", "wireless",
    "workflow", "workstation", "ray", "xray"};

/// Words of medicine and engineering that many devices have and that tell one product of a maker from the next: what is
/// common in the names of FDA's product classes. They weigh half a brand.
constexpr std::string_view medical_words[] = {
    "angiography", "arrhythmia", "blood", "bone", "brain", "breast", "cardiac", "catheter", "chest", "coronary", "ct",
    "dental", "diabete", "ecg", "eeg", "ekg", "eye", "glucose", "heart", "implant", "infusion", "insulin", "lung",
    "mammography", "mr", "mri", "needle", "neuro", "oncology", "oximeter", "pet", "pump", "retinal", "spine",
    "stroke", "telemetry", "ultrasound", "vascular", "ventilator", "ablation", "absorbable", "abutment", "ac",
    "access", "accessorie", "acid", "adapter", "adaptor", "adhesive", "adjunctive", "administration", "agent", "aid",
    "air", "airway", "albumin", "alcohol", "alkaline", "alpha", "amplification", "anchor", "anesthesia", "anesthetic",
    "anterior", "anti", "antibodie", "antibody", "antigen", "antimicrobial", "antisera", "antiserum", "apparatu",
    "appliance", "applicator", "artery", "aspiration", "assessment", "atrial", "attachment", "audio", "auto",
    "autoantibodie", "bag", "balloon", "barrier", "based", "bed", "beta", "biopsy", "bladder", "blue", "body",
    "breathing", "bronchoscope", "burr", "bypass", "cabinet", "calcium", "calibrator", "canal", "cancer", "cannula",
    "carbon", "cardiopulmonary", "cardiovascular", "cell", "cement", "cemented", "cervical", "chair", "chamber",
    "chemical", "chemotherapy", "chloride", "chromatographic", "chromatography", "clamp", "coagulation", "coated",
    "collagen", "collection", "color", "colorimetric", "colorimetry", "complement", "component", "compression",
    "conduction", "connector", "constrained", "contact", "container", "containing", "continuou", "controlled", "cord",
    "corneal", "counter", "cover", "cranial", "culture", "curette", "cutter", "cutting", "cxr", "defibrillator",
    "dehydrogenase", "delivery", "density", "denture", "dialysate", "dialysi", "differential", "digoxin", "dilator",
    "dioxide", "direct", "disease", "disorder", "display", "distal", "dna", "donor", "drainage", "dressing", "drill",
    "drug", "dx", "ear", "electric", "electrical", "electrode", "electroencephalograph", "electrosurgical",
    "endodontic", "endoscope", "endoscopic", "ent", "enzymatic", "enzyme", "esophageal", "examination", "extension",
    "external", "extracorporeal", "factor", "femoral", "femorotibial", "fentanyl", "fetal", "fiber", "field",
    "filler", "film", "filter", "finger", "fitc", "fixation", "flexible", "fluid", "fluorescence", "fluorescent",
    "forcep", "free", "fusion", "gas", "gaseou", "gastro", "gastrointestinal", "gauge", "gel", "gene", "general",
    "generator", "globulin", "glove", "graft", "group", "growth", "hand", "head", "hearing", "heat", "hemi",
    "hemodialysi", "hemoglobin", "hemostatic", "hepatiti", "high", "hip", "hiv", "holder", "hook", "human",
    "hybridization", "ich", "identification", "igg", "igm", "ii", "immunoabsorbent", "immunoassay", "immunoglobulin",
    "immunohistochemistry", "implantable", "implanted", "including", "incontinence", "indicator", "indirect",
    "indwelling", "infant", "influenza", "injection", "injector", "integrated", "interbody", "internal",
    "intervertebral", "intraocular", "intraoral", "intravascular", "introducer", "invasive", "ion", "iron",
    "irrigation", "isoenzyme", "joint", "knee", "knife", "lamp", "laparoscopic", "large", "layer", "led", "lens",
    "lesion", "light", "limb", "linked", "lipoprotein", "liquid", "long", "low", "lumbar", "lumen", "lvo", "marker",
    "mask", "material", "measuring", "mechanical", "media", "medium", "membrane", "mesh", "metal", "metallic",
    "method", "microbial", "microscope", "microwave", "mm", "multi", "multiple", "multiplex", "muscle", "mutation",
    "nadh", "nail", "nasal", "negative", "nerve", "neurosurgical", "neutralization", "nitrile", "nitrogen", "non",
    "nonabsorbable", "nuclear", "nucleic", "operating", "operative", "ophthalmic", "oral", "orthodontic",
    "orthopedic", "orthosi", "otc", "oxide", "oxygen", "pacemaker", "pad", "pediatric", "percutaneou", "peripheral",
    "peritoneal", "permanent", "phase", "phosphatase", "phosphate", "plasma", "plastic", "plate", "platelet",
    "plating", "point", "polymer", "porou", "positive", "powder", "powered", "preformed", "prescription", "procedure",
    "prostate", "prostatic", "prosthesi", "protective", "protector", "protein", "punch", "purpose", "quality",
    "rabbit", "radiographic", "radioimmunoassay", "radiological", "rate", "reagent", "red", "reduction", "relief",
    "removal", "repair", "replacement", "reprocessed", "reproduction", "resin", "respiratory", "response",
    "retractor", "rf", "rhodamine", "rigid", "ring", "risk", "rna", "room", "rt", "rubella", "safety", "scissor",
    "screw", "semi", "sep", "separation", "serological", "serum", "shoulder", "shunt", "signal", "situ", "skin",
    "sleep", "slide", "sodium", "soft", "source", "sp", "specific", "specimen", "spectrometry", "spinal", "splint",
    "spp", "stain", "standard", "staple", "stent", "sterilization", "sterilizer", "stimulation", "stimulator",
    "stone", "strip", "suction", "susceptibility", "suture", "synthetic", "syringe", "television", "temperature",
    "temporary", "term", "tested", "tester", "therapeutic", "thermal", "thin", "thrombectomy", "time", "tissue",
    "total", "tracheal", "traction", "transcutaneou", "transducer", "transport", "trephine", "tubing", "tumor",
    "type", "ultrasonic", "ultraviolet", "uncemented", "ureteral", "urethral", "urinary", "urine", "urology",
    "uterine", "vacuum", "vaginal", "valve", "vein", "venou", "ventricular", "viru", "water", "wheelchair", "whole",
    "wire", "wound", "wrist"};

constexpr std::string_view device_stop_words[] = {
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or", "per", "r",
    "rx", "tm", "c", "sm", "the", "to", "with", "within", "without", "only", "et", "und", "der", "die", "das", "de",
    "la", "le"};

/// Words of libraries and of everyday English alike: as a component's name they find nothing in a notice.
constexpr std::string_view common_component_words[] = {
    "abort", "access", "action", "active", "agent", "alert", "animal", "array", "async", "backup", "balance", "basic",
    "batch", "block", "border", "bridge", "buffer", "button", "bytes", "cache", "callback", "card", "chain", "change",
    "channel", "charge", "chart", "check", "circle", "clean", "client", "clock", "code", "color", "colors", "command",
    "common", "config", "connect", "console", "content", "control", "convert", "cookie", "core", "cycle", "debug",
    "default", "delay", "delete", "design", "dialog", "display", "driver", "editor", "element", "engine", "error",
    "event", "events", "express", "extend", "factory", "fetch", "filter", "final", "flash", "format", "forward",
    "frame", "future", "glass", "graph", "group", "handle", "health", "heart", "helper", "image", "inject", "input",
    "install", "invert", "label", "level", "library", "limit", "linear", "locate", "logger", "manage", "marked",
    "master", "match", "material", "memory", "message", "method", "minimum", "mixing", "model", "module", "moment",
    "monitor", "motion", "needle", "network", "notify", "number", "object", "option", "output", "package", "paper",
    "parent", "parser", "patch", "pattern", "pending", "picker", "point", "power", "print", "process", "product",
    "profile", "program", "progress", "prompt", "protect", "query", "queue", "random", "range", "react", "reader",
    "record", "reload", "remote", "render", "report", "request", "resolve", "result", "return", "safety", "sample",
    "scale", "screen", "search", "select", "sensor", "serial", "server", "service", "session", "signal", "simple",
    "socket", "source", "split", "stack", "start", "state", "status", "storage", "store", "stream", "string", "style",
    "support", "switch", "symbol", "system", "table", "target", "temperature", "test", "text", "theme", "through",
    "timer", "token", "tools", "transfer", "types", "unique", "update", "upload", "utility", "value", "vector",
    "verify", "version", "video", "viewer", "watch", "widget", "window", "worker"};

// clang-format on
}  // namespace formulary::domain
