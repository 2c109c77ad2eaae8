#include "service/io/store/people.hpp"

#include "service/io/store/lists.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view find_text = R"sql(
SELECT id, login, display_name, department, created, disabled, revision
FROM person WHERE id = $1 ORDER BY id)sql";

constexpr std::string_view find_by_login_text = R"sql(
SELECT id, login, display_name, department, created, disabled, revision
FROM person WHERE login = $1 ORDER BY id)sql";

constexpr std::string_view list_text = R"sql(
SELECT id, login, display_name, department, created, disabled, revision
FROM person ORDER BY login)sql";

constexpr std::string_view insert_text = R"sql(
INSERT INTO person (id, login, display_name, department, created, disabled, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7))sql";

constexpr std::string_view update_text = R"sql(
UPDATE person SET display_name = $2, department = $3, disabled = $4, revision = revision + 1 WHERE id = $1)sql";

constexpr std::string_view roles_text = "SELECT role FROM person_role WHERE person = $1 ORDER BY ordinal";
constexpr std::string_view domains_text = "SELECT domain FROM person_domain WHERE person = $1 ORDER BY ordinal";
constexpr std::string_view has_role_text = "SELECT 1 FROM person_role WHERE person = $1 AND role = $2";
constexpr std::string_view has_domain_text = "SELECT 1 FROM person_domain WHERE person = $1 AND domain = $2";
constexpr std::string_view insert_role_text = "INSERT INTO person_role (person, role, ordinal) VALUES ($1, $2, $3)";
constexpr std::string_view insert_domain_text =
    "INSERT INTO person_domain (person, domain, ordinal) VALUES ($1, $2, $3)";
// What stays is not touched: giving it anew would take another proposal.
constexpr std::string_view keep_roles_text =
    "DELETE FROM person_role WHERE person = $1 AND role NOT IN (SELECT value FROM json_each($2))";
constexpr std::string_view keep_domains_text =
    "DELETE FROM person_domain WHERE person = $1 AND domain NOT IN (SELECT value FROM json_each($2))";
constexpr std::string_view next_ordinal_of_roles_text =
    "SELECT coalesce(max(ordinal) + 1, 0) FROM person_role WHERE person = $1";
constexpr std::string_view next_ordinal_of_domains_text =
    "SELECT coalesce(max(ordinal) + 1, 0) FROM person_domain WHERE person = $1";

constexpr std::string_view administrators_text = R"sql(
SELECT count(*) FROM person_role r JOIN person p ON p.id = r.person
WHERE r.role = 'administrator' AND p.disabled IS NULL)sql";

constexpr std::string_view password_text = "SELECT phc FROM credential WHERE person = $1 ORDER BY person";
constexpr std::string_view set_password_text = R"sql(
INSERT INTO credential (person, phc) VALUES ($1, $2)
ON CONFLICT (person) DO UPDATE SET phc = excluded.phc)sql";

constexpr std::string_view find_department_text = "SELECT id, name FROM department WHERE id = $1 ORDER BY id";
constexpr std::string_view department_by_name_text = "SELECT id, name FROM department WHERE name = $1 ORDER BY id";
constexpr std::string_view departments_text = "SELECT id, name FROM department ORDER BY name";
constexpr std::string_view insert_department_text = "INSERT INTO department (id, name) VALUES ($1, $2)";

domain::Person read_person(Query& row) {
  return {.id = {row.text()},
          .login = row.text(),
          .display_name = row.text(),
          .department = {row.text_or_empty()},
          .roles = {},
          .domains = {},
          .created = row.instant(),
          .disabled = row.maybe_instant(),
          .revision = row.integer()};
}

void add_roles(Connection& connection, domain::Person& person) {
  for (Query row(connection, roles_text, person.id); row.next();) {
    person.roles.push_back(known(domain::parse_role(row.text()), "role"));
  }
  for (Query row(connection, domains_text, person.id); row.next();) {
    person.domains.push_back(known(domain::parse_review_domain(row.text()), "review domain"));
  }
}

struct WordTexts {
  std::string_view has, next_ordinal, insert;
};

/// The roles, or the domains, that the person does not have yet; they come behind the others.
template <class Value>
void add_words(Connection& connection, const domain::PersonId& person, const std::vector<Value>& values,
               const WordTexts& texts) {
  for (const Value value : values) {
    if (Query(connection, texts.has, person, to_text(value)).next()) continue;
    Query ordinal(connection, texts.next_ordinal, person);
    ordinal.next();
    Query(connection, texts.insert, person, to_text(value), ordinal.integer()).run();
  }
}

std::optional<domain::Person> one(Connection& connection, Query&& row) {
  if (!row.next()) return std::nullopt;
  domain::Person person = read_person(row);
  add_roles(connection, person);
  return person;
}

std::optional<domain::Department> read_department(Query&& row) {
  if (!row.next()) return std::nullopt;
  return domain::Department{{row.text()}, row.text()};
}

}  // namespace

std::optional<domain::Person> SqlPeople::find(const domain::PersonId& id) {
  return persons_.get(id.value, [&] { return one(connection_, Query(connection_, find_text, id)); });
}

std::optional<domain::Person> SqlPeople::find_by_login(std::string_view login) {
  return one(connection_, Query(connection_, find_by_login_text, login));
}

std::vector<domain::Person> SqlPeople::list() {
  std::vector<domain::Person> people;
  for (Query row(connection_, list_text); row.next();) people.push_back(read_person(row));
  for (domain::Person& person : people) add_roles(connection_, person);
  return people;
}

void SqlPeople::insert_roles(const domain::Person& person) {
  add_words(connection_, person.id, person.roles, {has_role_text, next_ordinal_of_roles_text, insert_role_text});
  add_words(connection_, person.id, person.domains,
            {has_domain_text, next_ordinal_of_domains_text, insert_domain_text});
}

void SqlPeople::insert(const domain::Person& person) {
  Query(connection_, insert_text, person.id, person.login, person.display_name, nullable(person.department),
        person.created, person.disabled, person.revision)
      .run();
  insert_roles(person);
}

void SqlPeople::update(const domain::Person& person) {
  Query(connection_, keep_roles_text, person.id, words_column(person.roles)).run();
  Query(connection_, keep_domains_text, person.id, words_column(person.domains)).run();
  Query(connection_, update_text, person.id, person.display_name, nullable(person.department), person.disabled).run();
  insert_roles(person);
}

int SqlPeople::active_administrators() {
  Query row(connection_, administrators_text);
  row.next();
  return static_cast<int>(row.integer());
}

std::optional<std::string> SqlPeople::password_hash(const domain::PersonId& id) {
  Query row(connection_, password_text, id);
  return row.next() ? std::optional(row.text()) : std::nullopt;
}

void SqlPeople::set_password_hash(const domain::PersonId& id, std::string_view phc) {
  Query(connection_, set_password_text, id, phc).run();
}

void SqlPeople::remove_password(const domain::PersonId& id) {
  Query(connection_, "DELETE FROM credential WHERE person = $1", id).run();
}

std::optional<domain::Department> SqlPeople::find_department(const domain::DepartmentId& id) {
  return read_department(Query(connection_, find_department_text, id));
}

std::optional<domain::Department> SqlPeople::find_department_by_name(std::string_view name) {
  return read_department(Query(connection_, department_by_name_text, name));
}

std::vector<domain::Department> SqlPeople::departments() {
  std::vector<domain::Department> departments;
  for (Query row(connection_, departments_text); row.next();) departments.push_back({{row.text()}, row.text()});
  return departments;
}

void SqlPeople::insert(const domain::Department& department) {
  Query(connection_, insert_department_text, department.id, department.name).run();
}

}  // namespace formulary::io::store
