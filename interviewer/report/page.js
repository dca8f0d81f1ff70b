// Plays evidence: one <audio> for each turn, from data-start to data-end and no further, with its words marked.
(() => {
  "use strict";
  const players = new Map();
  for (const audio of document.querySelectorAll("audio[data-turn]")) players.set(audio.dataset.turn, audio);
  const bar = document.getElementById("player");

  // Fold what is folded out for print.
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details:not([open])")) { fold.open = true; opened.push(fold); }
  });
  addEventListener("afterprint", () => { for (const fold of opened.splice(0)) fold.open = false; });

  readAloud();
  if (!bar || players.size === 0) return;
  const toggle = document.getElementById("toggle");
  const caption = document.getElementById("caption");
  const span = document.getElementById("span");
  const jump = document.getElementById("jump");
  const progress = document.getElementById("progress");
  const words = new Map();
  for (const [turn, audio] of players) {
    const own = [...audio.closest(".turn").querySelectorAll(".w[data-s]")];
    words.set(turn, own.map((element) => ({ element, start: +element.dataset.s, end: +element.dataset.e })));
  }

  // What is being played: {turn, audio, start, end, button}; end is Infinity where it plays on.
  let clip = null;
  let marked = [];
  let lines = [];

  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const minutes = Math.floor(whole / 60);
    const rest = String(whole % 60).padStart(2, "0");
    if (minutes < 60) return `${minutes}:${rest}`;
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
  };

  const play = (turn, start, end, button) => {
    const audio = players.get(turn);
    if (!audio) return;
    if (clip && clip.button === button && button && !clip.audio.paused) { clip.audio.pause(); return; }
    for (const other of players.values()) if (other !== audio) other.pause();
    if (clip && clip.button) clip.button.classList.remove("playing");
    clip = { turn, audio, start, end, button };
    show();
    const begin = () => {
      if (!clip || clip.audio !== audio) return;
      audio.currentTime = clip.start;
      audio.play().catch(() => { caption.textContent = "The recording could not be played."; });
    };
    if (audio.readyState >= 1) begin();
    else { audio.addEventListener("loadedmetadata", begin, { once: true }); audio.load(); }
  };

  const show = () => {
    bar.hidden = false;
    const till = Number.isFinite(clip.end) ? ` to ${clock(clip.end)}` : "";
    const name = document.querySelector(`#turn-${clip.turn} h3`).textContent;
    span.textContent = `${name}, ${clock(clip.start)}${till}`;
    jump.href = `#turn-${clip.turn}`;
    caption.replaceChildren();
    lines = [];
    if (Number.isFinite(clip.end)) fill(words.get(clip.turn).filter((word) => middle(word) >= clip.start && middle(word) <= clip.end));
  };

  const middle = (word) => (word.start + word.end) / 2;

  const fill = (some) => {
    caption.replaceChildren();
    lines = some.slice(0, 60).map((word) => {
      const copy = document.createElement("span");
      copy.textContent = word.element.textContent.trim();
      caption.append(copy, " ");
      return { word, copy };
    });
  };

  // The word at `time`; a recogniser's words may leave silence between them, which marks none.
  const at = (own, time) => {
    let low = 0, high = own.length;
    while (low < high) {
      const half = (low + high) >> 1;
      if (own[half].start <= time) low = half + 1; else high = half;
    }
    const word = own[low - 1];
    return word && time <= word.end + 0.15 ? word : null;
  };

  const mark = () => {
    for (const element of marked) element.classList.remove("now");
    marked = [];
    const word = at(words.get(clip.turn), clip.audio.currentTime);
    if (!word) return;
    if (!Number.isFinite(clip.end) && !lines.some((line) => line.word === word)) {
      const own = words.get(clip.turn);
      const first = own.indexOf(word);
      fill(own.slice(first, first + 12));
    }
    marked.push(word.element);
    const line = lines.find((one) => one.word === word);
    if (line) { marked.push(line.copy); line.copy.scrollIntoView?.({ block: "nearest" }); }
    for (const element of marked) element.classList.add("now");
  };

  const follow = () => {
    if (!clip) return;
    const { audio, start, end } = clip;
    if (audio.currentTime >= end) {
      audio.pause();
      audio.currentTime = end;
    }
    const last = Number.isFinite(end) ? end : audio.duration || start + 1;
    progress.style.transform = `scaleX(${Math.min(1, Math.max(0, (audio.currentTime - start) / (last - start || 1)))})`;
    mark();
    if (!audio.paused) requestAnimationFrame(follow);
  };

  const state = () => {
    const playing = clip !== null && !clip.audio.paused;
    toggle.classList.toggle("playing", playing);
    toggle.setAttribute("aria-label", playing ? "Pause" : "Play again");
    if (clip && clip.button) clip.button.classList.toggle("playing", playing);
  };

  for (const [turn, audio] of players) {
    audio.addEventListener("play", () => {
      // Started by the browser's own controls: it plays on.
      if (!clip || clip.audio !== audio) {
        for (const other of players.values()) if (other !== audio) other.pause();
        if (clip && clip.button) clip.button.classList.remove("playing");
        clip = { turn, audio, start: audio.currentTime, end: Infinity, button: null };
        show();
      }
      state();
      requestAnimationFrame(follow);
    });
    audio.addEventListener("pause", () => { if (clip && clip.audio === audio) { state(); mark(); } });
    // Animation frames stop in a hidden tab; this does not.
    audio.addEventListener("timeupdate", () => {
      if (clip && clip.audio === audio && !audio.paused && audio.currentTime >= clip.end) follow();
    });
    // Moved by hand outside the clip: it is a clip no longer.
    audio.addEventListener("seeking", () => {
      if (clip && clip.audio === audio && (audio.currentTime < clip.start - 0.25 || audio.currentTime > clip.end + 0.25)) {
        if (clip.button) clip.button.classList.remove("playing");
        clip = { turn, audio, start: audio.currentTime, end: Infinity, button: null };
        show();
      }
    });
  }

  const again = () => {
    if (!clip) return;
    if (!clip.audio.paused) { clip.audio.pause(); return; }
    if (clip.audio.currentTime >= clip.end - 0.02 || clip.audio.ended) clip.audio.currentTime = clip.start;
    clip.audio.play().catch(() => {});
  };
  const stop = () => {
    if (!clip) return;
    clip.audio.pause();
    if (clip.button) clip.button.classList.remove("playing");
    for (const element of marked) element.classList.remove("now");
    marked = [];
    clip = null;
    bar.hidden = true;
  };
  toggle.addEventListener("click", again);
  document.getElementById("close").addEventListener("click", stop);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-turn]");
    if (button) {
      play(button.dataset.turn, +button.dataset.start, button.dataset.end ? +button.dataset.end : Infinity, button);
      return;
    }
    const word = event.target.closest(".w[data-s]");
    const turn = word && word.closest(".turn").querySelector("audio[data-turn]");
    if (turn && !String(getSelection())) play(turn.dataset.turn, +word.dataset.s, Infinity, null);
  });

  document.addEventListener("keydown", (event) => {
    if (!clip || event.altKey || event.ctrlKey || event.metaKey || event.target.closest("audio, input, select")) return;
    if (event.key === "Escape") stop();
    else if (event.key === " " && !event.target.closest("button, summary, a")) again();
    else if ((event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const step = event.key === "ArrowLeft" ? -5 : 5;
      const last = Number.isFinite(clip.end) ? clip.end : clip.audio.duration;
      clip.audio.currentTime = Math.min(last, Math.max(clip.start, clip.audio.currentTime + step));
    } else return;
    event.preventDefault();
  });

  // Our sample answers can be read by a voice of this machine; voices that live on a server are not used.
  function readAloud() {
    const speech = window.speechSynthesis;
    if (!speech) return;
    const voice = () => speech.getVoices().find((one) => one.localService && one.lang.startsWith("en"));
    const offer = () => {
      const hidden = !voice();
      for (const button of document.querySelectorAll(".aloud")) button.hidden = hidden;
    };
    offer();
    speech.addEventListener?.("voiceschanged", offer);
    for (const button of document.querySelectorAll(".aloud")) {
      button.addEventListener("click", () => {
        if (speech.speaking) { speech.cancel(); return; }
        const text = [...button.parentElement.querySelectorAll(".passages p")].map((one) => one.firstChild.textContent).join(" ");
        const words = new SpeechSynthesisUtterance(text);
        words.voice = voice();
        words.lang = words.voice.lang;
        speech.speak(words);
      });
    }
  }
})();
