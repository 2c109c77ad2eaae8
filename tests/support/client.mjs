// The registry's public interface for programs of the tests: one exchange, and a person who is logged in.
import { readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export function clientOf(address) {
  const agent = new Agent({ keepAlive: true });

  // {status, headers, body}; rejects when the service cannot be reached or hangs up.
  function exchange(method, path, headers = {}, body = undefined) {
    return new Promise((done, failed) => {
      const options = { method, agent, headers: { 'sec-fetch-site': 'none', ...headers } };
      const request = httpRequest(address + path, options, (answer) => {
        const pieces = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('error', failed);
        answer.on('aborted', () => failed(new Error('the answer broke off')));
        answer.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          done({ status: answer.statusCode, headers: answer.headers, body: text ? JSON.parse(text) : null });
        });
      });
      request.on('error', failed);
      request.end(body);
    });
  }

  class Someone {
    static async logsIn(login, password) {
      const someone = new Someone();
      const answer = await someone.does('POST', '/v1/sessions', { login, password });
      someone.cookie = answer.headers['set-cookie'][0].split(';')[0];
      someone.csrf = answer.body.csrf;
      return someone;
    }

    credentials() {
      return this.cookie ? { cookie: this.cookie, 'x-formulary-csrf': this.csrf } : {};
    }

    // Any 2xx answer; throws with the problem for others.
    async does(method, path, body, headers = {}) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await exchange(method, path, { ...this.credentials(), ...json, ...headers }, body && JSON.stringify(body));
      if (answer.status >= 300) {
        const problem = new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        problem.status = answer.status;
        throw problem;
      }
      return answer;
    }

    // As `does`; what waits for another administrator is confirmed by `second`. The answer shows what came of it.
    async agrees(second, method, path, body, headers = {}) {
      const answer = await this.does(method, path, body, headers);
      return answer.status === 202 ? second.does('POST', `/v1/proposals/${answer.body.id}/confirmation`, { digest: answer.body.digest }) : answer;
    }

    // Makes a person, with another administrator where that takes two; gives the id.
    async makes(person, second) {
      const { body } = await (second ? this.agrees(second, 'POST', '/v1/users', person) : this.does('POST', '/v1/users', person));
      return body.result ?? body.id;
    }

    async sees(path) {
      return (await this.does('GET', path)).body;
    }

    // The submission as it is now, and a change that says so.
    async changes(id, what, body, method = 'POST') {
      const { revision } = await this.sees(`/v1/submissions/${id}`);
      return (await this.does(method, `/v1/submissions/${id}/${what}`, body, { 'if-match': `"${revision}"` })).body;
    }

    // Sends a file in pieces; gives the upload's id.
    async uploads(file, piece = 8 * 1024 * 1024) {
      const bytes = readFileSync(file);
      const tus = { 'tus-resumable': '1.0.0' };
      const name = Buffer.from(file.split('/').pop()).toString('base64');
      const created = await exchange('POST', '/v1/uploads', {
        ...this.credentials(), ...tus, 'upload-length': bytes.length, 'upload-metadata': `filename ${name}`, 'content-length': 0,
      });
      if (created.status !== 201) throw new Error(`upload of ${file}: ${created.status} ${JSON.stringify(created.body)}`);
      const path = new URL(created.headers.location, address).pathname;
      for (let offset = 0; offset < bytes.length; offset += piece) {
        const chunk = bytes.subarray(offset, offset + piece);
        const sent = await exchange('PATCH', path, {
          ...this.credentials(), ...tus, 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': chunk.length,
        }, chunk);
        if (sent.status !== 204) throw new Error(`upload of ${file}: ${sent.status} ${JSON.stringify(sent.body)}`);
      }
      return path.split('/').pop();
    }

    // Asks for the package `file`, and waits until it is scanned.
    async submits(file, use) {
      const upload = await this.uploads(file);
      const { id } = (await this.does('POST', '/v1/submissions', { upload, intended_use: use })).body;
      for (;;) {
        const submission = await this.sees(`/v1/submissions/${id}`);
        if (!['submitted', 'scanning'].includes(submission.state)) return id;
        await pause(200);
      }
    }
  }

  return { exchange, Someone };
}
