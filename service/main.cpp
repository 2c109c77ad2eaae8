// `formulary`: the service and its command line. This file only reads the command line; each command is a file in
// service/cli, and service/cli/serve.cpp is where the rooms are put together.
#include <cstdio>
#include <exception>

#include "service/cli/command.hpp"

int main(int argc, char** argv) {
  using namespace formulary::cli;
  CLI::App app("Formulary: which tools may be bought and installed in this hospital, and why.", "formulary");
  app.set_version_flag("--version", "formulary " FORMULARY_VERSION);
  app.require_subcommand(1);
  app.fallthrough();

  Shared shared;
  app.add_option("--url", shared.url, "Address of the service")->envname("FORMULARY_URL")->capture_default_str();
  app.add_option("--ca-file", shared.ca_file, "Certificate authorities to trust, as PEM")->envname("FORMULARY_CA_FILE");
  app.add_option("--client-certificate", shared.client_certificate, "Certificate to show to the service, as PEM")
      ->envname("FORMULARY_CLIENT_CERTIFICATE");
  app.add_option("--client-key", shared.client_key, "Its key, when it is in another file")
      ->envname("FORMULARY_CLIENT_KEY");
  app.add_option("--token-file", shared.token_file, "File whose first line is an API token");
  app.add_option("--login", shared.login, "Log in as this person instead of using a token");
  app.add_option("--password-file", shared.password_file, "File whose first line is the password for --login");
  app.add_flag("--json", shared.json, "Print JSON");
  app.add_flag("--quiet", shared.quiet, "Print nothing; the exit code says it");

  int exit_code = done;
#define COMMAND(identifier) add_##identifier(app, shared, exit_code);
#include "service/cli/commands.def"
#undef COMMAND

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? done : usage;
  } catch (const Failure& failure) {
    std::fprintf(stderr, "formulary: %s\n", failure.sentence.c_str());
    return failure.code;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "formulary: %s\n", problem.what());
    return unreachable;
  }
  return exit_code;
}
