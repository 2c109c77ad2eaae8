# A conflict with a company reaches as far as its other names. Whoever has it does not say which names these are: nobody
# takes their own conflict away by taking back a name.
use hospital
as rolf
POST /v1/company-aliases
  {"name": "Example Medical", "other": "Sample Devices", "reason": "Bought in 2024."}
201
POST /v1/conflicts
  {"person": "$rolf_id", "subject": "vendor", "vendor": "Sample Devices", "reason": "My brother works there."}
201
  id -> conflict
POST /v1/company-aliases/withdrawals
  {"name": "Example Medical", "other": "Sample Devices", "reason": "It was another company."}
403
  detail has conflict of interest
POST /v1/company-aliases
  {"name": "Example Medical", "other": "Third Name Devices", "reason": "Bought in 2025."}
403
  detail has conflict of interest
POST /v1/company-aliases
  {"name": "Acme", "other": "Apex", "reason": "Renamed."}
201

# When it is over, they may again.
as ada
POST /v1/conflicts/$conflict/end
  {"reason": "He has left the company."}
200
as rolf
POST /v1/company-aliases/withdrawals
  {"name": "Example Medical", "other": "Sample Devices", "reason": "It was another company."}
201
