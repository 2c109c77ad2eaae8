// The configuration of one installation: a JSON file (schemas/config.json) whose every member has a default, overruled
// by options of the command line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace formulary {

/// A folder or an address that feeds a data set.
struct WatchConfig {
  std::string kind;                  ///< of datasets.def
  std::string name;                  ///< of kinds of which there are several
  std::string folder;                ///< either this ...
  std::string address;               ///< ... or this: https://
  int every_hours = 24;              ///< how often it is looked at
  std::string mode = "whole";        ///< or `additions`
  std::string dated_by = "content";  ///< or `modified`: the data are as old as their files are at the source
  std::string proxy;                 ///< for the address; empty: none
  std::string ca_file;               ///< PEM; empty: the system's authorities
  int most_mib = 1024;               ///< that are read
  int seconds = 600;                 ///< that a download may take
};

/// TLS of the service itself. With nothing in it, plain HTTP on loopback.
struct TlsConfig {
  std::string certificate;         ///< PEM, with the intermediate certificates
  std::string key;                 ///< PEM; empty: in the same file
  std::string client_authorities;  ///< PEM; then tokens of scripts need a client certificate
  bool self_signed = false;        ///< for a first try, instead of a certificate
};

/// Proxies in front, which say for whom they ask.
struct ProxiesConfig {
  std::vector<std::string> trusted;        ///< addresses and networks
  std::string header = "x-forwarded-for";  ///< or `forwarded`
};

/// What one client may take of the server; service/io/http/limits.hpp has the rest.
struct LimitsConfig {
  int connections = 2000;
  int handshake_seconds = 10;
  int head_seconds = 10;
  int idle_seconds = 30;
  int body_seconds = 60;
  int write_seconds = 60;
  int requests_a_minute = 600;  ///< of a session or token; 0: no limit, here and below
  int gate_a_second = 600;      ///< queries of the gate, of a token
  int uploads_at_a_time = 4;    ///< pieces of files, of a session or token
  int waiting_gib = 16;         ///< of a person's files that no request has taken
};

/// A program elsewhere that signs the audit log's checkpoints.
struct WitnessConfig {
  std::string key;      ///< as `formulary witness` prints it
  std::string address;  ///< https://, or http:// on this machine
  std::string ca_file;  ///< PEM; empty: the system's authorities
};

struct AuditConfig {
  std::string origin;           ///< name of the log, `registry.hospital.example/audit`; fixed at the first start
  std::string require = "db";   ///< or `db+sink`: what cannot be written to both does not happen
  std::string sink;             ///< second place of the log; empty: none
  std::string checkpoint_file;  ///< where the last checkpoint is kept; empty: in the data folder
  std::vector<WitnessConfig> witnesses;
  int needed_witnesses = 0;    ///< how many have to sign before a checkpoint is published
  int checkpoint_seconds = 1;  ///< between two checkpoints, at least
  int witness_seconds = 5;     ///< that each may take
};

/// The hospital's identity provider (OpenID Connect). Secrets are never written here, only where they are.
struct SignInConfig {
  std::string name;                ///< on the button: `Sign in with NAME`
  std::string issuer;              ///< https://; empty: there is no provider
  std::string client_id;           ///< what the provider calls this registry
  std::string client_secret_file;  ///< 0600; or FORMULARY_CLIENT_SECRET in the environment ...
  std::string private_key_file;    ///< ... or PEM, for private_key_jwt
  std::string key_id;              ///< kid of the private key
  std::string address;             ///< how browsers reach this registry: https://host
  std::string ca_file;             ///< PEM; empty: the system's authorities
  std::string link_claim;          ///< claim that joins accounts to people, such as `oid`; empty: none
  std::vector<std::string> scopes = {"openid", "profile"};
  std::vector<std::string> hosts;       ///< of the provider that are inside the hospital, besides the issuer's
  std::vector<std::string> strong_acr;  ///< that mean a second factor; also asked for
  std::vector<std::string> strong_amr = {"mfa"};  ///< that mean a second factor
  int max_age_minutes = 720;                      ///< how long ago the provider may have seen the person; 0: any time
  int seconds = 10;                               ///< that an answer of the provider may take
  bool create_people = false;                     ///< who is unknown becomes a submitter
  bool local = true;                              ///< local passwords can be used as well
};

#ifdef FORMULARY_SANITIZE
inline constexpr const char* usual_wall = "optional";  // the sanitizers need what the wall forbids
#else
inline constexpr const char* usual_wall = "required";
#endif

struct Config {
  std::string data = "var/data";    ///< folder of the database and the artifacts; made when it is missing
  std::string host = "127.0.0.1";   ///< address to listen on; without TLS a loopback one
  std::uint16_t port = 8080;        ///< 0: any free one
  std::string web;                  ///< folder of the web application; empty: beside the program
  std::string scanner;              ///< path of formulary-scan; empty: beside the program
  std::string time_zone = "UTC";    ///< where days begin and end, `Europe/Berlin`
  std::string blobs = "dir";        ///< a name from service/io/blobs/blobs.def
  std::string keys;                 ///< file of the keys; empty: see service/cli/host.hpp
  std::string log;                  ///< file; empty: standard error
  int scan_workers = 2;             ///< scans at a time
  int scan_seconds = 180;           ///< after which a scan is given up
  std::string accounts = "strict";  ///< or `trial`: no second factor is demanded, nothing is slowed down
  std::string breached_passwords;   ///< file of passwords that nobody may have, one a line; empty: the built-in list
  TlsConfig tls;
  ProxiesConfig proxies;
  LimitsConfig limits;
  std::vector<WatchConfig> watches;  ///< none: nothing is fetched by itself
  AuditConfig audit;
  SignInConfig sign_in;
  std::string wall = usual_wall;  ///< `required`, or `optional`: packages are scanned even where it does not stand
};

/// Reads the file. Throws std::invalid_argument with a sentence that names the member and what to write there.
Config read_config(const std::string& file);

}  // namespace formulary
