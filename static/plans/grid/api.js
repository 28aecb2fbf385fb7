// Talking to the server. Three things can go wrong, and the page treats each differently.

/** The server answered, and said no: `status`, `sentence`, and what else the answer holds. */
export class Refusal extends Error {
  constructor(status, answer) {
    super(answer.sentence);
    Object.assign(this, { status, sentence: answer.sentence, answer });
  }
}

/** No answer, or none that means anything: worth another try with the same request. */
export class ConnectionLost extends Error {}

/** The person was signed out meanwhile; after signing in again the same request will do. */
export class SignedOut extends ConnectionLost {}

const PATIENCE = 30_000;

function csrfToken(fallback) {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : fallback;
}

async function answerOf(response) {
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut();
  if (response.status === 204) return null;
  const isJson = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (response.status >= 500 || (response.ok && !isJson)) throw new ConnectionLost();
  let answer = null;
  try {
    if (isJson) answer = await response.json();
  } catch {
    throw new ConnectionLost();
  }
  if (response.ok) return answer;
  const sentence = gettext("The server refused this. Reload the page and try again.");
  throw new Refusal(response.status, answer?.sentence ? answer : { sentence });
}

async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, {
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
  } catch {
    throw new ConnectionLost();
  }
  return answerOf(response);
}

export class Api {
  constructor(urls, token) {
    Object.assign(this, { urls, token });
  }

  post(action, body) {
    return ask(this.urls[action], {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": csrfToken(this.token),
      },
      body: JSON.stringify(body),
    });
  }

  /** The plan as it stands, or null where the page has it already. */
  rows(since, state) {
    const query = new URLSearchParams({ since, state });
    return ask(`${this.urls.rows}?${query}`, { headers: { Accept: "application/json" }, cache: "no-store" });
  }
}

/** A UUID; `crypto.randomUUID` exists on https and localhost only. */
export function newRequestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
