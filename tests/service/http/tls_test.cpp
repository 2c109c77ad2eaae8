// Stories of TLS: what is agreed on and what is not, how connections begin, change hands and end, and what clients that
// stop half-way, send junk or come with certificates of their own get.
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include "service/io/http/self_signed.hpp"
#include "tests/service/http/certificates.hpp"
#include "tests/service/http/served.hpp"
#include "tests/service/http/tls_client.hpp"

namespace formulary::tests {
namespace {

using io::http::Limits;
using io::http::Tls;
using io::http::TlsFiles;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class TlsStory : public Served {
 protected:
  TlsStory() {
    std::string name = (std::filesystem::temp_directory_path() / "formulary-tls-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    issue("localhost").write(at("certificate.pem"), at("key.pem"));
  }
  ~TlsStory() override { std::filesystem::remove_all(folder); }

  std::string at(const std::string& file) const { return folder + "/" + file; }
  TlsFiles files() const { return {at("certificate.pem"), at("key.pem"), {}}; }
  std::shared_ptr<const Tls> tls() const { return std::make_shared<const Tls>(files()); }
  std::string refusal(const TlsFiles& what) const {
    try {
      const Tls loaded(what);
      return "";
    } catch (const std::invalid_argument& problem) {
      return problem.what();
    }
  }

  std::string folder;
};

Limits quick() {
  Limits limits;
  limits.handshake_time = 400ms;
  limits.idle_time = 500ms;
  return limits;
}

const std::string hello = get("/hello");

// ---- What is agreed on

TEST_F(TlsStory, BothVersionsAreServedWithForwardSecrecy) {
  serve({}, tls());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server->port(), {.least = version, .most = version});
    ASSERT_TRUE(client.is_secure());
    EXPECT_EQ(SSL_version(client.ssl()), version);
    EXPECT_EQ(SSL_get_cipher_bits(client.ssl(), nullptr) >= 128, true);
    EXPECT_TRUE(SSL_CIPHER_is_aead(SSL_get_current_cipher(client.ssl())));
    EVP_PKEY* shared = nullptr;
    ASSERT_EQ(SSL_get_peer_tmp_key(client.ssl(), &shared), 1) << "a key that is made for this connection alone";
    EVP_PKEY_free(shared);
    const std::string answer = client.ask(hello);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(answer, HasSubstr("strict-transport-security: max-age=31536000; includeSubDomains\r\n"));
    EXPECT_THAT(answer, EndsWith("hello"));
  }
}

TEST_F(TlsStory, OldVersionsAndWeakCiphersAreRefused) {
  serve({}, tls());
  EXPECT_FALSE(TlsClient(server->port(), {.least = TLS1_VERSION, .most = TLS1_1_VERSION}).is_secure());
  for (const char* ciphers : {"AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA256", "aNULL",
                              "DHE-RSA-AES128-GCM-SHA256", "eNULL"}) {
    EXPECT_FALSE(TlsClient(server->port(), {.most = TLS1_2_VERSION, .ciphers = ciphers}).is_secure()) << ciphers;
  }
  EXPECT_TRUE(TlsClient(server->port()).is_secure());

  // With a key of RSA there are others to refuse: those that encrypt the secret with it have no forward secrecy.
  issue("localhost", nullptr, 30, KeyKind::rsa).write(at("certificate.pem"), at("key.pem"));
  server->use(tls());
  for (const char* ciphers :
       {"AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "ECDHE-RSA-AES128-SHA", "DHE-RSA-AES128-GCM-SHA256"}) {
    EXPECT_FALSE(TlsClient(server->port(), {.most = TLS1_2_VERSION, .ciphers = ciphers}).is_secure()) << ciphers;
  }
  EXPECT_TRUE(TlsClient(server->port(), {.most = TLS1_2_VERSION}).is_secure());
}

TEST_F(TlsStory, HttpOneIsTheOnlyProtocol) {
  serve({}, tls());
  TlsClient both(server->port(), {.protocols = "\x02h2\x08http/1.1"});
  const unsigned char* chosen = nullptr;
  unsigned int size = 0;
  SSL_get0_alpn_selected(both.ssl(), &chosen, &size);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(chosen), size), "http/1.1");
  EXPECT_FALSE(TlsClient(server->port(), {.protocols = "\x02h2"}).is_secure());
  EXPECT_FALSE(TlsClient(server->port(), {.protocols = "\x03"
                                                       "ftp"})
                   .is_secure())
      << "another protocol's client";
}

TEST_F(TlsStory, AHeaderOfTlsIsNotSentInTheOpen) {
  serve();
  EXPECT_FALSE(ask(hello)->headers.contains("strict-transport-security"));
}

TEST_F(TlsStory, TicketsResumeAndCarryNoEarlyData) {
  serve({}, tls());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient first(server->port(), {.least = version, .most = version});
    first.ask(hello);  // TLS 1.3 sends its tickets after the handshake
    SSL_SESSION* session = SSL_get1_session(first.ssl());
    EXPECT_EQ(SSL_SESSION_has_ticket(session), 1);
    EXPECT_EQ(SSL_SESSION_get_max_early_data(session), 0u);
    TlsClient second(server->port(), {.least = version, .most = version, .resume = session});
    EXPECT_THAT(second.ask(hello), EndsWith("hello"));
    EXPECT_EQ(SSL_session_reused(second.ssl()), 1);
    SSL_SESSION_free(session);
  }
}

TEST_F(TlsStory, NobodyRenegotiates) {
  serve({}, tls());
  TlsClient client(server->port(), {.most = TLS1_2_VERSION});
  EXPECT_THAT(client.ask(hello), EndsWith("hello"));
  const auto agreed = [&] {  // what the server has proven at the end of the last handshake
    std::string proof(64, '\0');
    proof.resize(SSL_get_peer_finished(client.ssl(), proof.data(), proof.size()));
    return proof;
  };
  const std::string first = agreed();
  SSL_renegotiate(client.ssl());
  SSL_do_handshake(client.ssl());
  client.send(hello);
  client.read(1);
  EXPECT_EQ(agreed(), first);
  EXPECT_TRUE(TlsClient(server->port()).is_secure());
}

// ---- Beginning, going on, ending

TEST_F(TlsStory, LargeBodiesAndAnswersComeWholeAndInOrder) {
  serve({}, tls());
  TlsClient client(server->port());
  const std::string body(1u << 20, 'b');
  EXPECT_TRUE(client.ask(post("/echo", body)).ends_with("\r\n\r\n" + body));
  EXPECT_GT(client.ask(get("/download?size=5000000")).size(), 5'000'000u);
  EXPECT_GT(client.ask(get("/text?size=300000")).size(), 300'000u);
  client.send(get("/text?size=3") + get("/hello") + get("/text?size=2", "Connection: close\r\n"));
  const std::string answers = client.read();
  const auto first = answers.find("\r\n\r\nttt");
  const auto second = answers.find("\r\n\r\nhello");
  EXPECT_LT(first, second);
  EXPECT_THAT(answers, EndsWith("\r\n\r\ntt"));
  EXPECT_EQ(client.end(), SSL_ERROR_ZERO_RETURN);
}

TEST_F(TlsStory, EveryOrderlyEndIsSaidWithCloseNotify) {
  serve(quick(), tls());
  TlsClient asked(server->port());
  asked.send(get("/hello", "Connection: close\r\n"));
  EXPECT_THAT(asked.read(), EndsWith("hello"));
  EXPECT_EQ(asked.end(), SSL_ERROR_ZERO_RETURN);

  TlsClient refused(server->port());
  refused.send("POST /refused HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n" +
               std::string(500'000, 'x'));
  EXPECT_THAT(refused.read(), StartsWith("HTTP/1.1 401 "));
  EXPECT_EQ(refused.end(), SSL_ERROR_ZERO_RETURN);

  TlsClient idle(server->port());
  EXPECT_EQ(idle.read(), "");
  EXPECT_EQ(idle.end(), SSL_ERROR_ZERO_RETURN) << "the idle time is over";

  TlsClient leaving(server->port());
  SSL_shutdown(leaving.ssl());
  EXPECT_EQ(leaving.read(), "");
  EXPECT_EQ(leaving.end(), SSL_ERROR_ZERO_RETURN) << "the client went first";

  TlsClient waiting(server->port());
  waiting.ask(hello);
  ASSERT_TRUE(server->stop(5s));
  EXPECT_EQ(waiting.read(), "");
  EXPECT_EQ(waiting.end(), SSL_ERROR_ZERO_RETURN) << "the service stops";
}

TEST_F(TlsStory, ATimedOutHeadIsAnswered) {
  Limits limits = quick();
  limits.head_time = 300ms;
  serve(limits, tls());
  TlsClient client(server->port());
  client.send("GET /hel");
  EXPECT_THAT(client.read(), StartsWith("HTTP/1.1 408 "));
  EXPECT_EQ(client.end(), SSL_ERROR_ZERO_RETURN);
}

TEST_F(TlsStory, ANewCertificateIsForNewConnections) {
  serve({}, tls());
  const std::string old_print = server ? Tls(files()).fingerprint() : "";
  TlsClient before(server->port());
  EXPECT_EQ(before.fingerprint(), old_print);
  issue("localhost", nullptr, 30, KeyKind::rsa).write(at("certificate.pem"), at("key.pem"));
  const auto fresh = tls();
  server->use(fresh);
  TlsClient after(server->port());
  EXPECT_EQ(after.fingerprint(), fresh->fingerprint());
  EXPECT_NE(after.fingerprint(), old_print);
  EXPECT_THAT(after.ask(hello), EndsWith("hello")) << "with a key of RSA, too";
  EXPECT_THAT(before.ask(hello), EndsWith("hello")) << "what is open stays open";
}

// ---- Half-way and junk

TEST_F(TlsStory, HalfHandshakesEndInTime) {
  serve(quick(), tls());
  std::vector<Client> half;
  const std::string client_hello("\x16\x03\x01\x00\x80\x01\x00\x00\x7c\x03\x03", 11);
  for (int i = 0; i < 20; ++i) {
    half.push_back(connect());
    if (i % 2 == 0) half.back().send(client_hello);
  }
  EXPECT_THAT(TlsClient(server->port()).ask(hello), EndsWith("hello"));
  for (Client& one : half) EXPECT_TRUE(one.is_closed());
  Client slow = connect();
  slow.send_trickled(client_hello + std::string(20, 'x'), 30ms);
  EXPECT_TRUE(slow.is_closed()) << "however steady";
}

TEST_F(TlsStory, HalfHandshakesMakeRoomLikeOtherIdleConnections) {
  Limits limits;
  limits.connections = 10;
  serve(limits, tls());
  std::vector<Client> half;
  for (int i = 0; i < 30; ++i) half.push_back(connect());
  for (int i = 0; i < 5; ++i) EXPECT_THAT(TlsClient(server->port()).ask(hello), EndsWith("hello"));
  EXPECT_TRUE(half.front().is_closed());
}

TEST_F(TlsStory, PlainHttpIsToldWhatToDo) {
  serve({}, tls());
  const auto reply = ask(hello);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 400);
  EXPECT_THAT(reply->body, HasSubstr("https://"));
  EXPECT_FALSE(reply->headers.contains("strict-transport-security"));
  EXPECT_EQ(application.handled, 0);
}

TEST_F(TlsStory, JunkGetsAnAlertAndNothingElse) {
  serve(quick(), tls());
  const std::string rows[] = {
      std::string(100, '\0'),
      std::string(20000, 'A'),
      "SSH-2.0-OpenSSH_9.2\r\n",
      std::string("\x80\x2e\x01\x00\x02\x00\x15\x00\x00\x00\x10", 11) + std::string(40, 'x'),  // SSL 2
      std::string("\x16\x03\x01\xff\xff", 5) + std::string(70000, 'x'),  // longer than records are
      std::string("\x16\x03\x01\x00\x04\x01\xff\xff\xff", 9),            // a hello of 16 MiB
      std::string("\x15\x03\x03\x00\x02\x02\x28", 7),                    // a fatal alert
      std::string("\x17\x03\x03\x00\x03"
                  "abc",
                  8),  // data before keys
      std::string("\x14\x03\x03\x00\x01\x01", 6),
      std::string("\x16\x03\x03\x00\x00", 5) + std::string("\x16\x03\x03\x00\x00", 5),
  };
  for (const std::string& bytes : rows) {
    Client client = connect();
    client.send(bytes);
    const std::string answer = client.rest();
    EXPECT_LE(answer.size(), 7u) << "at most an alert";
    EXPECT_THAT(answer, Not(HasSubstr("HTTP")));
    EXPECT_THAT(TlsClient(server->port()).ask(hello), EndsWith("hello"));
  }
  EXPECT_TRUE(eventually([&] {
    const auto lines = access_lines();
    return std::ranges::any_of(lines, [](const auto& line) { return line.note.starts_with("no TLS connection: "); });
  })) << "the log says that somebody tried";
}

TEST_F(TlsStory, AnAlteredRecordEndsTheConnectionUnanswered) {
  serve(quick(), tls());
  TlsClient client(server->port());
  const int descriptor = SSL_get_fd(client.ssl());
  const std::string forged = std::string("\x17\x03\x03\x00\x40", 5) + std::string(64, 'x');
  ASSERT_EQ(::write(descriptor, forged.data(), forged.size()), static_cast<ssize_t>(forged.size()));
  EXPECT_EQ(client.read(), "");
  EXPECT_EQ(client.end(), SSL_ERROR_SSL) << "an alert";
  EXPECT_EQ(application.handled, 0);
}

// ---- Certificates of clients

TEST_F(TlsStory, AClientsCertificateNamesItToTheApplication) {
  const Issued authority = issue("Hospital scripts");
  authority.write(at("authority.pem"), at("authority.key"));
  TlsFiles with_clients = files();
  with_clients.client_authorities = at("authority.pem");
  serve({}, std::make_shared<const Tls>(with_clients));
  const auto name_of = [&](const Issued& issued) {
    issued.write(at("client.pem"), at("client.key"));
    TlsClient client(server->port(), {.certificate = at("client.pem"), .key = at("client.key")});
    return client.ask(get("/peer"));
  };
  EXPECT_THAT(name_of(issue("order-desk", &authority)), EndsWith("\r\n\r\norder-desk"));
  EXPECT_THAT(TlsClient(server->port()).ask(get("/peer")), EndsWith("\r\n\r\n"))
      << "without one it is served, nameless";
  EXPECT_THAT(name_of(issue("order desk", &authority)), EndsWith("\r\n\r\n")) << "no plain name";
  EXPECT_EQ(name_of(issue("order-desk", &authority, -1)), "") << "it has expired";
  const Issued other = issue("Hospital scripts");
  EXPECT_EQ(name_of(issue("order-desk", &other)), "") << "another authority of the same name";
  EXPECT_EQ(name_of(issue("order-desk")), "") << "it vouches for itself";
}

// ---- Files

TEST_F(TlsStory, FilesThatCannotBeUsedAreNamed) {
  const auto with = [&](std::string certificate, std::string key, std::string clients = {}) {
    return refusal({std::move(certificate), std::move(key), std::move(clients)});
  };
  const std::string good = at("certificate.pem");
  const std::string key = at("key.pem");
  EXPECT_EQ(with(good, key), "");
  EXPECT_THAT(with(at("missing.pem"), key), HasSubstr("missing.pem"));
  EXPECT_THAT(with(good, at("missing.key")), HasSubstr("missing.key"));
  EXPECT_THAT(with(good, key, at("missing.pem")), HasSubstr("authorities"));
  issue("localhost").write(at("other.pem"), at("other.key"));
  EXPECT_THAT(with(good, at("other.key")), HasSubstr("does not belong to"));
  std::ofstream(at("junk.pem")) << "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  EXPECT_THAT(with(at("junk.pem"), key), HasSubstr("cannot be used"));
  std::ofstream(at("junk.key")) << "no key";
  ::chmod(at("junk.key").c_str(), 0600);
  EXPECT_THAT(with(good, at("junk.key")), HasSubstr("junk.key cannot be used"));
  if (std::FILE* out = std::fopen(at("locked.key").c_str(), "w"); out != nullptr) {
    unsigned char password[] = "secret";
    PEM_write_PrivateKey(out, issue("localhost").key.get(), EVP_aes_256_cbc(), password, 6, nullptr, nullptr);
    std::fclose(out);
  }
  ::chmod(at("locked.key").c_str(), 0600);
  EXPECT_THAT(with(good, at("locked.key")), HasSubstr("without a password")) << "and nobody is asked for one";
  ::chmod(key.c_str(), 0644);
  EXPECT_THAT(with(good, key), HasSubstr("chmod o="));
  ::chmod(key.c_str(), 0640);
  EXPECT_EQ(with(good, key), "") << "a group may read it";
}

TEST_F(TlsStory, ASelfSignedCertificateIsMadeOnceForItsNames) {
  const auto made = io::http::self_signed(at("tls"), {"formulary.example", "192.0.2.7", "::1"});
  struct stat status {};
  ASSERT_EQ(::stat(made.key.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  const Tls first(made);
  EXPECT_EQ(Tls(io::http::self_signed(at("tls"), {"x.example"})).fingerprint(), first.fingerprint()) << "it is kept";
  EXPECT_GT(first.not_after(), std::chrono::system_clock::now() + 300 * 24h);

  serve({}, std::make_shared<const Tls>(made));
  TlsClient client(server->port());
  EXPECT_EQ(client.fingerprint(), first.fingerprint());
  X509* certificate = SSL_get0_peer_certificate(client.ssl());
  EXPECT_EQ(X509_check_host(certificate, "formulary.example", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate, "192.0.2.7", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate, "::1", 0), 1);
  EXPECT_EQ(EVP_PKEY_get_bits(X509_get0_pubkey(certificate)), 256);

  issue("old", nullptr, -1).write(made.certificate, made.key);
  EXPECT_NE(Tls(io::http::self_signed(at("tls"), {"x.example"})).fingerprint(), first.fingerprint());
  EXPECT_GT(Tls(io::http::self_signed(at("tls"), {"x.example"})).not_after(), std::chrono::system_clock::now());
}

}  // namespace
}  // namespace formulary::tests
