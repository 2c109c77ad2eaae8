// The MDS2 form as JSON has no published schema: programs that fill it in write an object whose keys are numbers of
// questions, or lists of objects with number, answer and note. Both are looked for, at any depth.
#include "service/api/document_file.hpp"

namespace formulary::api {
namespace {

std::string text_of(const InputJson& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

/// The text under the first of these keys that has one.
std::string first_text(const InputJson& json, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const auto found = json.find(key);
    if (found != json.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

constexpr std::initializer_list<const char*> answer_keys = {"answer", "response", "value",
                                                            "Answer", "Response", "Value"};
constexpr std::initializer_list<const char*> note_keys = {"note", "notes", "comment", "Note", "Notes", "Comment"};

bool is_question(const std::string& text) { return domain::is_of_2013(text) || !domain::mds2_question(text).empty(); }

// The levels of what was parsed are bounded.
void walk(const InputJson& json, domain::Mds2Builder& builder) {
  if (json.is_array()) {
    for (const InputJson& one : json) walk(one, builder);
    return;
  }
  if (!json.is_object()) return;
  const std::string id =
      first_text(json, {"id", "question_id", "questionId", "number", "question", "ID", "Question ID"});
  if (is_question(id)) {
    builder.add(id, first_text(json, answer_keys), first_text(json, note_keys));
    return;
  }
  for (const auto& [key, value] : json.items()) {
    if (!is_question(key)) {
      walk(value, builder);
    } else if (value.is_object()) {
      builder.add(key, first_text(value, answer_keys), first_text(value, note_keys));
    } else {
      builder.add(key, text_of(value), {});
    }
  }
}

}  // namespace

domain::Mds2Form read_mds2_json(const InputJson& json) {
  domain::Mds2Builder builder;
  walk(json, builder);
  return builder.take();
}

}  // namespace formulary::api
