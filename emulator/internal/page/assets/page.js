"use strict";
// The server says when something has changed; the page is then fetched anew, and what differs is put in place. What is the
// same stays as it is, with its focus, and with what was opened or selected in it. Without this script the page reloads itself.

const live = document.getElementById("live");
const said = document.getElementById("said");
let fetching = false;
let again = false;

async function refresh() {
  if (document.hidden) return;
  again = fetching;
  if (fetching) return;
  fetching = true;
  try {
    const answer = await fetch(location.pathname + location.search);
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The stream of events says that the connection is lost.
  } finally {
    fetching = false;
  }
  if (again) refresh();
}

function show(fresh) {
  const before = states();
  put(document.querySelector("main"), fresh.querySelector("main"));
  document.title = fresh.title;
  const news = [...states()].filter(([id, text]) => before.get(id) !== text);
  if (news.length > 0) said.textContent = news.map(([, text]) => text).join(". ");
}

// states are the texts in which a change of state is announced.
function states() {
  return new Map([...document.querySelectorAll("[data-say]")].map((element) => [element.id, element.dataset.say]));
}

// put makes one node like another.
function put(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = fresh.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const kept = new Set([...fresh.children].map((child) => child.id).filter(Boolean));
  let at = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const twin = child.id ? [...old.children].find((element) => element.id === child.id) : at && !at.id && at.nodeName === child.nodeName ? at : null;
    // What stands before the twin gives way rather than that the twin is moved, which would cost it the focus.
    while (twin && at !== twin && !kept.has(at.id)) at = gone(at);
    if (!twin) old.insertBefore(child, at);
    else if (twin === at) at = at.nextSibling;
    else old.insertBefore(twin, at);
    if (twin) put(twin, child);
  }
  while (at) at = gone(at);
}

// gone takes a node out, and gives back the one after it.
function gone(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target)), redirect: "manual" });
  refresh();
});
document.addEventListener("visibilitychange", refresh);

const events = new EventSource("/events");
events.onmessage = () => {
  tell("live");
  refresh();
};
events.onerror = () => tell("lost");

function tell(state) {
  if (live.classList.contains(state)) return;
  live.className = state;
  live.textContent = live.dataset[state];
  if (state === "lost") said.textContent = live.dataset.lost;
}
