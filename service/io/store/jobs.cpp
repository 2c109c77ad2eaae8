#include "service/io/store/submissions.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_text = R"sql(
INSERT INTO job (id, submission, artifact, state, attempts, created, started, finished)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql";
constexpr std::string_view claim_text = R"sql(
UPDATE job SET state = 'running', attempts = attempts + 1, started = $1
WHERE id = (SELECT id FROM job WHERE state = 'queued' ORDER BY created, id LIMIT 1)
RETURNING id, submission, artifact, state, attempts, created, started, finished)sql";
constexpr std::string_view finish_text = "UPDATE job SET state = 'done', finished = $2 WHERE id = $1";
constexpr std::string_view newest_text = R"sql(
SELECT id, submission, artifact, state, attempts, created, started, finished
FROM job WHERE submission = $1 ORDER BY created DESC, id DESC LIMIT 1)sql";
constexpr std::string_view requeue_text = "UPDATE job SET state = 'queued' WHERE state = 'running'";

std::string_view word(usecases::JobState state) {
  switch (state) {
    case usecases::JobState::queued:
      return "queued";
    case usecases::JobState::running:
      return "running";
    case usecases::JobState::done:
      break;
  }
  return "done";
}

std::optional<usecases::JobState> parse_job_state(std::string_view text) {
  if (text == "queued") return usecases::JobState::queued;
  if (text == "running") return usecases::JobState::running;
  if (text == "done") return usecases::JobState::done;
  return std::nullopt;
}

std::optional<usecases::Job> one(Query&& row) {
  if (!row.next()) return std::nullopt;
  usecases::Job job{.id = {row.text()},
                    .submission = {row.text()},
                    .artifact = {row.text()},
                    .state = known(parse_job_state(row.text()), "job state"),
                    .attempts = static_cast<int>(row.integer()),
                    .created = row.instant(),
                    .started = row.maybe_instant(),
                    .finished = row.maybe_instant()};
  row.run();  // a RETURNING statement counts when it has ended
  return job;
}

}  // namespace

void SqlSubmissions::insert(const usecases::Job& job) {
  Query(connection_, insert_text, job.id, job.submission, job.artifact, word(job.state), job.attempts, job.created,
        job.started, job.finished)
      .run();
}

std::optional<usecases::Job> SqlSubmissions::claim_job(domain::Instant now) {
  return one(Query(connection_, claim_text, now));
}

void SqlSubmissions::finish_job(const domain::JobId& id, domain::Instant now) {
  Query(connection_, finish_text, id, now).run();
}

std::optional<usecases::Job> SqlSubmissions::find_job(const domain::SubmissionId& submission) {
  return one(Query(connection_, newest_text, submission));
}

int SqlSubmissions::requeue_running_jobs() { return Query(connection_, requeue_text).run(); }

}  // namespace formulary::io::store
