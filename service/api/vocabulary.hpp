// The words of the contract as sentences list them, where a request used another one.
#pragma once

#include <string_view>

namespace formulary::api {

inline constexpr std::string_view role_words = "submitter, reviewer, approver, auditor, administrator, script";
inline constexpr std::string_view review_domain_words = "security, privacy, clinical, regulatory";
inline constexpr std::string_view scope_words = "gate, submit, read, review, decide, administer, metrics, scim";
inline constexpr std::string_view platform_words = "android, ios, windows, browser, web, package";
inline constexpr std::string_view data_class_words = "none, staff, phi";
inline constexpr std::string_view clinical_role_words = "none, administrative, informs, drives_or_diagnoses";
inline constexpr std::string_view risk_class_words = "low, moderate, high";
inline constexpr std::string_view recall_data_words = "imported, required";
inline constexpr std::string_view possible_recall_words = "queue, hold";
inline constexpr std::string_view severity_words = "block, high, warn, ask, info";
inline constexpr std::string_view basis_words = "authorization, not_a_device, enforcement_discretion";
inline constexpr std::string_view legislation_words =
    "none, MDR, IVDR, MDD, AIMDD, IVDD, MDD declaration, IVDD declaration";
inline constexpr std::string_view import_mode_words = "whole, additions";
inline constexpr std::string_view record_kind_words = "authorization, device, classification, company, listing, recall";
inline constexpr std::string_view conflict_subject_words = "tool, vendor, submission";
inline constexpr std::string_view opinion_words = "support, object";
inline constexpr std::string_view outcome_words = "approve, approve_with_conditions, reject";
inline constexpr std::string_view submission_state_words =
    "draft, submitted, scanning, in_review, needs_info, approved, approved_with_conditions, rejected, withdrawn";
inline constexpr std::string_view proposal_state_words = "open, confirmed, rejected, withdrawn, expired, voided";
inline constexpr std::string_view approval_state_words = "active, suspended, revoked, expired, superseded";

}  // namespace formulary::api
