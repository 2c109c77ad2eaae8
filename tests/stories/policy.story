# The hospital asks for a regulator's authorization where patients are treated in the United States. Only administrators
# change the policy, two of them, and only from the one in force.
use hospital
as maria
POST /v1/policies
  {"name": "Mine", "based_on": 1, "classes": []}
403
as ada
GET /v1/policies
200
  items.0.version = 1
  items.0.classes.2.required_authorizations = []
POST /v1/policies
  {"name": "Hospital policy", "based_on": 1, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": ["high", "warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 730, "scan_max_age_days": 730, "conditions": []},
    {"risk": "moderate", "fails": ["block", "high"], "needs_attention": ["warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 365, "scan_max_age_days": 365, "conditions": []},
    {"risk": "high", "fails": ["block", "high"], "needs_attention": ["warn", "ask"], "required_domains": ["security", "clinical"],
     "required_reviewers": 2, "validity_days": 365, "scan_max_age_days": 365, "conditions": [], "required_authorizations": ["XX"]}]}
422
  errors.0.pointer = "/classes/2/required_authorizations/0"
POST /v1/policies
  {"name": "Hospital policy", "based_on": 1, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": ["high", "warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 730, "scan_max_age_days": 730, "conditions": []},
    {"risk": "moderate", "fails": ["block", "high"], "needs_attention": ["warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 365, "scan_max_age_days": 365, "conditions": []},
    {"risk": "high", "fails": ["block", "high"], "needs_attention": ["warn", "ask"], "required_domains": ["security", "clinical"],
     "required_reviewers": 2, "validity_days": 365, "scan_max_age_days": 365, "conditions": [], "required_authorizations": ["US", "EU"]}]}
202
  id -> proposal
  header location = /v1/proposals/$proposal
  kind = "change_policy"
  proposer.name = "Ada Admin"
  changes.0 = {"field": "name", "before": ["Default policy"], "after": ["Hospital policy"]}
  changes count 5
  changes.4 = {"field": "high.required_authorizations", "before": [], "after": ["EU", "US"]}
  may.confirm = false
  may.why_not_confirm has another administrator
GET /v1/policies
200
  items.0.version = 1

# Nothing changes before Ben, who sees each field before and after, has confirmed just that.
use ben_agrees
GET /v1/policies
200
  items.0.name = "Hospital policy"
  items.0.id = "$result"
  items.0.version = 2
  items.0.classes.2.required_authorizations = ["EU", "US"]
  items.1.version = 1

# What somebody else put into force meanwhile is not overwritten unseen.
POST /v1/policies
  {"name": "Late", "based_on": 1, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []},
    {"risk": "moderate", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []},
    {"risk": "high", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []}]}
412

# Data that must be in date, and what a recall of class II does that may concern a tool, are its matter, too.
POST /v1/policies
  {"name": "Watchful", "based_on": 2, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": [], "required_datasets": ["us-nothing"]},
    {"risk": "moderate", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": [], "recall_data": "some"},
    {"risk": "high", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []}]}
422
  errors.0.pointer = "/classes/1/recall_data"
POST /v1/policies
  {"name": "Watchful", "based_on": 2, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": [], "required_datasets": ["us-nothing"]},
    {"risk": "moderate", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []},
    {"risk": "high", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []}]}
422
  errors.0.pointer = "/classes/0/required_datasets/0"
POST /v1/policies
  {"name": "Watchful", "based_on": 2, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": [],
     "required_datasets": ["us-recall", "us-enforcement"], "recall_data": "required", "possible_recalls": "hold"},
    {"risk": "moderate", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []},
    {"risk": "high", "fails": ["block"], "needs_attention": [], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 30, "scan_max_age_days": 30, "conditions": []}]}
202
  id -> proposal
use ben_agrees
GET /v1/policies
200
  items.0.version = 3
  items.0.classes.0.required_datasets = ["us-enforcement", "us-recall"]
  items.0.classes.0.recall_data = "required"
  items.0.classes.0.possible_recalls = "hold"
  items.0.classes.1.required_datasets = []
  items.0.classes.1.recall_data = "imported"
  items.0.classes.1.possible_recalls = "queue"
