// What the rules about permissions share: which permissions belong together, and whether one is in effect at all.
#pragma once

#include <string_view>
#include <vector>

#include "service/domain/rules/rule.hpp"

namespace formulary::domain {

/// `maxSdkVersion=N` in the subject: asked for up to that level only. Below the lowest level it is never asked for.
bool in_effect(const RuleInput& input, const Fact& permission);

/// One question, with the trigger's sentence, for all of `names` (each between spaces) that the app asks for.
std::vector<Finding> ask_about(const Rule& rule, const RuleInput& input, std::string_view names);

/// Names between spaces, for each question.
namespace permissions {
inline constexpr std::string_view reads_messages =
    " android.permission.READ_SMS android.permission.RECEIVE_SMS android.permission.SEND_SMS "
    "android.permission.RECEIVE_MMS android.permission.RECEIVE_WAP_PUSH android.permission.READ_CELL_BROADCASTS ";
inline constexpr std::string_view reads_calls =
    " android.permission.READ_CALL_LOG android.permission.WRITE_CALL_LOG android.permission.PROCESS_OUTGOING_CALLS "
    "android.permission.ANSWER_PHONE_CALLS android.permission.CALL_PHONE ";
inline constexpr std::string_view locates =
    " android.permission.ACCESS_FINE_LOCATION android.permission.ACCESS_COARSE_LOCATION "
    "android.permission.ACCESS_MEDIA_LOCATION ";
inline constexpr std::string_view reads_contacts =
    " android.permission.READ_CONTACTS android.permission.WRITE_CONTACTS android.permission.GET_ACCOUNTS "
    "android.permission.READ_CALENDAR android.permission.WRITE_CALENDAR ";
inline constexpr std::string_view identifies_phone =
    " android.permission.READ_PHONE_STATE android.permission.READ_PHONE_NUMBERS "
    "android.permission.READ_PRIVILEGED_PHONE_STATE ";
inline constexpr std::string_view reads_files =
    " android.permission.READ_EXTERNAL_STORAGE android.permission.WRITE_EXTERNAL_STORAGE "
    "android.permission.READ_MEDIA_IMAGES android.permission.READ_MEDIA_VIDEO android.permission.READ_MEDIA_AUDIO ";
inline constexpr std::string_view senses_body =
    " android.permission.BODY_SENSORS android.permission.BODY_SENSORS_BACKGROUND "
    "android.permission.ACTIVITY_RECOGNITION ";
inline constexpr std::string_view exact_alarms =
    " android.permission.SCHEDULE_EXACT_ALARM android.permission.USE_EXACT_ALARM ";
inline constexpr std::string_view nearby =
    " android.permission.BLUETOOTH_SCAN android.permission.BLUETOOTH_CONNECT android.permission.BLUETOOTH_ADVERTISE "
    "android.permission.UWB_RANGING android.permission.NEARBY_WIFI_DEVICES android.permission.RANGING ";
inline constexpr std::string_view identifies_for_advertising =
    " com.google.android.gms.permission.AD_ID android.permission.ACCESS_ADSERVICES_AD_ID "
    "android.permission.ACCESS_ADSERVICES_TOPICS android.permission.ACCESS_ADSERVICES_ATTRIBUTION ";
inline constexpr std::string_view all_packages = " android.permission.QUERY_ALL_PACKAGES ";
inline constexpr std::string_view installs = " android.permission.REQUEST_INSTALL_PACKAGES ";
inline constexpr std::string_view draws_over = " android.permission.SYSTEM_ALERT_WINDOW ";
inline constexpr std::string_view all_files = " android.permission.MANAGE_EXTERNAL_STORAGE ";
inline constexpr std::string_view locates_always = " android.permission.ACCESS_BACKGROUND_LOCATION ";
inline constexpr std::string_view films = " android.permission.CAMERA android.permission.BACKGROUND_CAMERA ";
inline constexpr std::string_view listens =
    " android.permission.RECORD_AUDIO android.permission.RECORD_BACKGROUND_AUDIO ";
inline constexpr std::string_view health = "android.permission.health.";
}  // namespace permissions

template <const std::string_view& names>
std::vector<Finding> ask(const Rule& rule, const RuleInput& input) {
  return ask_about(rule, input, names);
}

}  // namespace formulary::domain
