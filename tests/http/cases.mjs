// What hostile clients send, and what they get: for each row the answers, in order, and then the end of the connection.
// A number is a refusal with that status; `own` is an answer to the request of this client, which repeats its mark.
// Behind most rows waits a request that is smuggled: nobody may ever see an answer to it. `bare`: nginx answers HTTP/0.9
// in HTTP/0.9, a body without a head.

const own = 'own';
const host = 'Host: localhost\r\n';
const smuggled = (m) => `GET /healthz?smuggled_${m}=1 HTTP/1.1\r\n${host}\r\n`;
const get = (m, fields = '') => `GET /healthz?${m}=1 HTTP/1.1\r\n${host}${fields}\r\n`;
const lastly = (m) => get(m, 'Connection: close\r\n');
const post = (m, fields, body = '') => `POST /v1/sessions?${m}=1 HTTP/1.1\r\n${host}Content-Type: application/json\r\n${fields}\r\n${body}`;
const chunked = (m, body) => post(m, 'Transfer-Encoding: chunked\r\n', body) + smuggled(m);
const field = (line) => (m) => get(m, `${line}\r\n`) + smuggled(m);
const line = (text) => (m) => text.replace('MARK', m) + `\r\n${host}\r\n` + smuggled(m);
const target = (text) => line(`GET ${text} HTTP/1.1`);
const coding = (text) => (m) => post(m, text, '0\r\n\r\n') + smuggled(m);
const length = (text) => (m) => post(m, `Content-Length: ${text}\r\n`, 'abcd') + smuggled(m);

export const cases = [
  // Content-Length against Transfer-Encoding
  { name: 'CL.TE', bytes: (m) => post(m, 'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\nG') + smuggled(m), direct: [400] },
  { name: 'TE.CL', bytes: (m) => post(m, 'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', `5c\r\n${smuggled(m)}\r\n0\r\n\r\n`), direct: [400] },
  { name: 'TE.TE, two of them', bytes: coding('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n'), direct: [400] },
  { name: 'TE.TE, the same twice', bytes: coding('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n'), direct: [400] },
  { name: 'TE.TE, x prefixed', bytes: coding('Transfer-Encoding: xchunked\r\n'), direct: [400] },
  { name: 'TE.TE, a list', bytes: coding('Transfer-Encoding: chunked, identity\r\n'), direct: [400] },
  { name: 'TE.TE, gzip first', bytes: coding('Transfer-Encoding: gzip, chunked\r\n'), direct: [400] },
  { name: 'TE.TE, identity', bytes: coding('Transfer-Encoding: identity\r\n'), direct: [400] },
  { name: 'TE.TE, in quotes', bytes: coding('Transfer-Encoding: "chunked"\r\n'), direct: [400] },
  { name: 'TE.TE, empty', bytes: coding('Transfer-Encoding: \r\n'), direct: [400] },
  { name: 'TE.TE, with a vertical tab', bytes: coding('Transfer-Encoding: \vchunked\r\n'), direct: [400] },
  { name: 'TE.TE, with a form feed', bytes: coding('Transfer-Encoding: chunked\f\r\n'), direct: [400] },
  { name: 'TE.TE, with a semicolon', bytes: coding('Transfer-Encoding: chunked;q=1\r\n'), direct: [400] },
  { name: 'TE.TE, space before the colon', bytes: coding('Transfer-Encoding : chunked\r\n'), direct: [400] },
  { name: 'TE.TE, tab before the colon', bytes: coding('Transfer-Encoding\t: chunked\r\n'), direct: [400] },
  { name: 'TE.TE, folded', bytes: coding('Transfer-Encoding:\r\n chunked\r\n'), direct: [400] },
  { name: 'TE.TE, behind a bare LF', bytes: coding('X: y\nTransfer-Encoding: chunked\r\n'), direct: [400] },
  { name: 'TE.TE, behind a bare CR', bytes: coding('X: y\rTransfer-Encoding: chunked\r\n'), direct: [400] },
  { name: 'TE.TE, behind a NUL', bytes: coding('X: y\0Transfer-Encoding: chunked\r\n'), direct: [400] },
  { name: 'TE.TE, name with an underscore', bytes: (m) => post(m, 'Transfer_Encoding: chunked\r\nContent-Length: 5\r\nConnection: close\r\n', '0\r\n\r\n'), direct: [own] },
  { name: 'TE in HTTP/1.0', bytes: (m) => `POST /v1/sessions?${m}=1 HTTP/1.0\r\n${host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled(m)}`, direct: [400] },
  { name: 'CL.0, a path that takes no body', bytes: (m) => `POST /nothing?${m}=1 HTTP/1.1\r\n${host}Content-Length: ${smuggled(m).length}\r\n\r\n${smuggled(m)}`, direct: [413] },
  { name: 'CL.0, a file', bytes: (m) => `POST /?${m}=1 HTTP/1.1\r\n${host}Content-Length: ${smuggled(m).length}\r\n\r\n${smuggled(m)}`, direct: [413] },
  { name: '0.CL, a body for GET', bytes: (m) => get(m, `Content-Length: ${smuggled(m).length}\r\n`) + smuggled(m), direct: [413] },
  { name: '0.CL, a chunked body for GET', bytes: (m) => get(m, 'Transfer-Encoding: chunked\r\n') + `5\r\nabcde\r\n0\r\n\r\n${smuggled(m)}`, direct: [413] },
  { name: 'CL twice, the same', bytes: (m) => post(m, 'Content-Length: 4\r\nContent-Length: 4\r\n', 'abcd') + smuggled(m), direct: [400] },
  { name: 'CL twice, different', bytes: (m) => post(m, 'Content-Length: 4\r\nContent-Length: 0\r\n', 'abcd') + smuggled(m), direct: [400] },
  { name: 'CL a list', bytes: length('4, 4'), direct: [400] },
  { name: 'CL signed', bytes: length('+4'), direct: [400] },
  { name: 'CL negative', bytes: length('-4'), direct: [400] },
  { name: 'CL hexadecimal', bytes: length('0x4'), direct: [400] },
  { name: 'CL with a point', bytes: length('4.0'), direct: [400] },
  { name: 'CL with a space inside', bytes: length('4 4'), direct: [400] },
  { name: 'CL empty', bytes: length(''), direct: [400] },
  { name: 'CL beyond 64 bits', bytes: length('18446744073709551620'), direct: [400] },
  { name: 'CL larger than anything', bytes: length('999999999999999999'), direct: [413] },
  { name: 'CL with space before the colon', bytes: (m) => post(m, 'Content-Length : 4\r\n', 'abcd') + smuggled(m), direct: [400] },

  // Chunks
  { name: 'chunk of size -1', bytes: (m) => chunked(m, '-1\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk of size -2', bytes: (m) => chunked(m, '-2\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk of size +3', bytes: (m) => chunked(m, '+3\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk of size 0x3', bytes: (m) => chunked(m, '0x3\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk size with a space first', bytes: (m) => chunked(m, ' 3\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk size empty', bytes: (m) => chunked(m, '\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk size that is no number', bytes: (m) => chunked(m, 'xyz\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk size beyond 64 bits', bytes: (m) => chunked(m, '10000000000000003\r\nabc\r\n0\r\n\r\n'), direct: [413] },
  { name: 'largest chunk size', bytes: (m) => chunked(m, 'ffffffffffffffff\r\nabc'), direct: [413] },
  { name: 'chunk line with a bare LF', bytes: (m) => chunked(m, '3\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk line with a bare CR', bytes: (m) => chunked(m, '3\rabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk longer than it says', bytes: (m) => chunked(m, '3\r\nabcd\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk shorter than it says', bytes: (m) => chunked(m, '3\r\nab\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk without its last CR LF', bytes: (m) => chunked(m, '3\r\nabc0\r\n\r\n'), direct: [400] },
  { name: 'endless chunk extension', bytes: (m) => chunked(m, `3;${'x'.repeat(20_000)}`), direct: [400] },
  { name: 'chunk extension with a bare LF', bytes: (m) => chunked(m, '3;x\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'chunk extension with a NUL', bytes: (m) => chunked(m, '3;x\0y\r\nabc\r\n0\r\n\r\n'), direct: [400] },
  { name: 'a thousand empty extensions', bytes: (m) => chunked(m, `3${';'.repeat(1000)}\r\nabc\r\n0\r\n\r\n`), direct: [400] },
  { name: 'trailer that changes the length', bytes: (m) => chunked(m, '3\r\nabc\r\n0\r\nContent-Length: 5\r\n\r\n'), direct: [400] },
  { name: 'endless trailers', bytes: (m) => chunked(m, `0\r\n${'X: y\r\n'.repeat(4000)}`), direct: [400] },
  { name: 'chunks of one byte', bytes: (m) => post(m, 'Transfer-Encoding: chunked\r\nConnection: close\r\n', `${'1\r\n \r\n'.repeat(2000)}0\r\n\r\n`), direct: [own] },
  { name: 'chunk extension that may be', bytes: (m) => post(m, 'Transfer-Encoding: chunked\r\nConnection: close\r\n', '2;a=b\r\n{}\r\n0;last\r\n\r\n'), direct: [own] },

  // Bytes of the head
  { name: 'byte 80 in a header', bytes: field('X: a\x80z'), direct: [400] },
  { name: 'byte ff in a header', bytes: field('X: a\xffz'), direct: [400] },
  { name: 'byte 80 in a header after 512 bytes', bytes: field(`X: ${'a'.repeat(500)}\x80`), direct: [400] },
  { name: 'byte 80 in a header name', bytes: field('X\x80: z'), direct: [400] },
  { name: 'NUL in a header', bytes: field('X: a\0z'), direct: [400] },
  { name: 'byte 01 in a header', bytes: field('X: a\x01z'), direct: [400] },
  { name: 'byte 7f in a header', bytes: field('X: a\x7fz'), direct: [400] },
  { name: 'bare CR in a header', bytes: field('X: a\rY: b'), direct: [400] },
  { name: 'bare LF in a header', bytes: field('X: a\nY: b'), direct: [400] },
  { name: 'bare LF at the end of the head', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.1\r\n${host}\n${smuggled(m)}`, direct: [400] },
  { name: 'nothing but bare LF', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.1\nHost: localhost\n\n${smuggled(m)}`, direct: [400] },
  { name: 'header folded with a space', bytes: field('X: a\r\n b'), direct: [400] },
  { name: 'header folded with a tab', bytes: field('X: a\r\n\tb'), direct: [400] },
  { name: 'first header folded', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.1\r\n X: y\r\n${host}\r\n${smuggled(m)}`, direct: [400] },
  { name: 'header without a colon', bytes: field('XYZ'), direct: [400] },
  { name: 'header without a name', bytes: field(': z'), direct: [400] },
  { name: 'header name with a space', bytes: field('X Y: z'), direct: [400] },
  { name: 'space before the colon', bytes: field('X : z'), direct: [400] },
  { name: 'empty line first', bytes: (m) => `\r\n${get(m)}${smuggled(m)}`, direct: [400] },
  { name: 'expectation of something else', bytes: (m) => post(m, 'Content-Length: 4\r\nExpect: miracles\r\n', 'abcd') + smuggled(m), direct: [417] },

  // The request line
  { name: 'HTTP/0.9', bytes: (m) => `GET /healthz?${m}=1\r\n`, direct: [400], bare: true },
  { name: 'HTTP/1.2', bytes: line('GET /healthz?MARK=1 HTTP/1.2'), direct: [505] },
  { name: 'HTTP/9.9', bytes: line('GET /healthz?MARK=1 HTTP/9.9'), direct: [505] },
  { name: 'HTTP/1.10', bytes: line('GET /healthz?MARK=1 HTTP/1.10'), direct: [400] },
  { name: 'http/1.1 in lower case', bytes: line('GET /healthz?MARK=1 http/1.1'), direct: [400] },
  { name: 'preface of HTTP/2', bytes: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', direct: [505] },
  { name: 'upgrade to HTTP/2', bytes: (m) => get(m, 'Connection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n'), direct: [own] },
  { name: 'upgrade to a web socket', bytes: (m) => get(m, 'Connection: close, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'), direct: [own] },
  { name: 'TRACE', bytes: line('TRACE /healthz?MARK=1 HTTP/1.1'), direct: [405] },
  { name: 'CONNECT', bytes: line('CONNECT localhost:22 HTTP/1.1'), direct: [400] },
  { name: 'unknown method', bytes: line('BREW /healthz?MARK=1 HTTP/1.1'), direct: [405] },
  { name: 'method in lower case', bytes: line('get /healthz?MARK=1 HTTP/1.1'), direct: [405] },
  { name: 'method that is no token', bytes: line('GE(T /healthz?MARK=1 HTTP/1.1'), direct: [400] },
  { name: 'two spaces in the request line', bytes: line('GET  /healthz?MARK=1 HTTP/1.1'), direct: [400] },
  { name: 'tabs in the request line', bytes: line('GET\t/healthz?MARK=1\tHTTP/1.1'), direct: [400] },
  { name: 'space at the end of the request line', bytes: line('GET /healthz?MARK=1 HTTP/1.1 '), direct: [400] },
  { name: 'no Host', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.1\r\n\r\n${smuggled(m)}`, direct: [400] },
  { name: 'two Hosts', bytes: (m) => get(m, host) + smuggled(m), direct: [400] },
  { name: 'Host with a user', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.1\r\nHost: a@localhost\r\n\r\n${smuggled(m)}`, direct: [400] },
  { name: 'Host with a path', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.1\r\nHost: localhost/x\r\n\r\n${smuggled(m)}`, direct: [400] },

  // Targets
  { name: 'absolute target', bytes: target('http://localhost/healthz?MARK=1'), direct: [400] },
  { name: 'absolute target of another host', bytes: target('http://evil.example/healthz?MARK=1'), direct: [400] },
  { name: 'target *', bytes: line('OPTIONS * HTTP/1.1'), direct: [400] },
  { name: 'doubled slash', bytes: target('//healthz?MARK=1'), direct: [400] },
  { name: 'dot segments', bytes: target('/v1/../healthz?MARK=1'), direct: [400] },
  { name: 'encoded dot segments', bytes: target('/v1/%2e%2e/healthz?MARK=1'), direct: [400] },
  { name: 'encoded slash', bytes: target('/v1%2fusers?MARK=1'), direct: [400] },
  { name: 'NUL in the target', bytes: target('/healthz%00?MARK=1'), direct: [400] },
  { name: 'broken escape', bytes: target('/healthz%4?MARK=1'), direct: [400] },
  { name: 'broken UTF-8', bytes: target('/%c3%28?MARK=1'), direct: [400] },
  { name: 'fragment', bytes: target('/healthz?MARK=1#x'), direct: [400] },

  // Oversized
  { name: 'target too long', bytes: target(`/healthz?MARK=${'a'.repeat(5000)}`), direct: [414] },
  { name: 'endless target', bytes: () => `GET /${'a'.repeat(70_000)}`, direct: [414] },
  { name: 'header too long', bytes: field(`X: ${'a'.repeat(20_000)}`), direct: [431] },
  { name: 'endless header', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.1\r\nX: ${'a'.repeat(70_000)}`, direct: [431] },
  { name: 'too many headers', bytes: (m) => get(m, 'X: y\r\n'.repeat(200)) + smuggled(m), direct: [431] },
  { name: 'body larger than the endpoint takes', bytes: (m) => post(m, 'Content-Length: 2000000\r\n', 'x'.repeat(100_000)), direct: [413] },
  { name: 'body larger than anything', bytes: (m) => post(m, 'Content-Length: 20000000\r\n', 'x'.repeat(300_000)), direct: [413] },
  { name: 'chunks larger than anything', bytes: (m) => post(m, 'Transfer-Encoding: chunked\r\n', `100000\r\n${'x'.repeat(0x100000)}\r\n`.repeat(12)), direct: [413] },
  { name: 'a thousand query parameters', bytes: target(`/healthz?${Array.from({ length: 1000 }, (_, i) => `p${i}`).join('&')}&MARK=1`), direct: [414] },

  // Pipelines
  { name: 'eight requests at once', bytes: (m) => get(m).repeat(7) + lastly(m), direct: Array(8).fill(own) },
  { name: 'a body and what follows it', bytes: (m) => post(m, 'Content-Length: 2\r\n', '{}') + get(m) + post(m, 'Transfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n') + lastly(m), direct: [own, own, own, own] },
  { name: 'a refusal ends a pipeline', bytes: (m) => get(m) + get(m, 'X : y\r\n') + smuggled(m), direct: [own, 400] },
  { name: 'close ends a pipeline', bytes: (m) => lastly(m) + smuggled(m), direct: [own] },
  { name: 'HTTP/1.0 ends after one', bytes: (m) => `GET /healthz?${m}=1 HTTP/1.0\r\n${host}\r\n${smuggled(m)}`, direct: [own] },
];
