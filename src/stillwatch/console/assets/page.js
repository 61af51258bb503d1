"use strict";
(() => {
  // The page anew every ten seconds, in place: what is being read, typed or selected stays.
  const EVERY = 10000;
  const busy = () => document.hidden || !getSelection().isCollapsed
    || document.activeElement?.matches("input, button, a:focus-visible");
  const renew = async () => {
    if (busy()) return;
    try {
      const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin", redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 401) { location.reload(); return; }
      if (!answer.ok) throw new Error("not ok"); // what is shown grows old
      if (busy()) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["asof", "main"]) {
        const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
        if (old && now) old.replaceWith(document.adoptNode(now));
      }
      document.documentElement.classList.remove("stale");
    } catch {
      document.documentElement.classList.add("stale"); // the gateway does not answer, or not well
    }
  };
  // what was done just before is said once
  const at = new URL(location.href);
  if (at.searchParams.has("done") || at.searchParams.has("ended")) {
    at.searchParams.delete("done");
    at.searchParams.delete("ended");
    history.replaceState(null, "", at);
  }
  setInterval(renew, EVERY);
})();
