// Keeps what the page has loaded, so that it opens without the network, too.  The newest is taken where there is one.
const KEPT = "wireparse-try";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith((async () => {
    const kept = await caches.open(KEPT);
    try {
      const answer = await fetch(event.request);
      if (answer.ok) kept.put(event.request, answer.clone());
      return answer;
    } catch (error) {
      const before = await kept.match(event.request, { ignoreSearch: true });
      if (before) return before;
      throw error;
    }
  })());
});
