// Runs in a page before its own scripts: notes when things happen, in ms since the epoch.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const probe = { usable: null, clicked: null, moved: null, samples: [], seen: [], sent: {} };
  globalThis.probe = probe;

  // The threshold is usable once one can choose how to talk.
  new MutationObserver(() => {
    if (probe.usable === null && document.querySelector('input[type="radio"]') !== null) probe.usable = now();
  }).observe(document, { childList: true, subtree: true });

  addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('button')?.textContent.includes('Kom binnen')) {
      probe.clicked = now();
    }
  }, true);

  // The other's picture moves with its second frame.
  let watched = null;
  const look = () => {
    const video = document.querySelector('video[data-face="other"]');
    if (video !== null && video !== watched) {
      watched = video;
      let frames = 0;
      const shown = () => {
        if (++frames === 2) probe.moved = now();
        else video.requestVideoFrameCallback(shown);
      };
      video.requestVideoFrameCallback(shown);
    }
    if (probe.moved === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  // Sender: where the pointer was, as a part of the sheet's width.
  const sample = (event) => {
    const box = document.querySelector('svg.sheet')?.getBoundingClientRect();
    if (box === undefined || event.buttons === 0) return;
    const at = performance.timeOrigin + event.timeStamp;
    probe.samples.push([event.type, at, (event.clientX - box.left) / box.width]);
  };
  for (const type of ['pointerdown', 'pointermove']) addEventListener(type, sample, true);

  // Receiver: frame by frame, how far the other's newest stroke reaches to the right.
  probe.watch = () => {
    const sheet = document.querySelector('svg.sheet');
    const inks = sheet.getElementsByClassName('ink');
    const before = inks.length;
    probe.seen = [];
    const frame = () => {
      if (probe.seen === null) return;
      const live = document.querySelector('[data-live="other"]');
      // Committed and drawn: every point of it is there.
      if (live === null) probe.seen.push([now(), inks.length > before ? Infinity : -Infinity]);
      else {
        const box = sheet.getBoundingClientRect();
        probe.seen.push([now(), (live.getBoundingClientRect().right - box.left) / box.width]);
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };
  probe.taken = () => {
    const seen = probe.seen;
    probe.seen = null;
    return seen.map(([at, edge]) => [at, Math.max(-9, Math.min(9, edge))]);
  };

  // What goes straight to the other page, by the message's own name.
  const send = RTCDataChannel.prototype.send;
  RTCDataChannel.prototype.send = function (data) {
    const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
    let name = '?';
    for (let at = 0; at + 3 < bytes.length && at < 400; at++) {
      // MessagePack: the key "t", then a string of one letter
      if (bytes[at] === 0xa1 && bytes[at + 1] === 0x74 && bytes[at + 2] === 0xa1) {
        name = String.fromCharCode(bytes[at + 3]);
        break;
      }
    }
    probe.sent[name] = (probe.sent[name] ?? 0) + bytes.length;
    return send.call(this, data);
  };
})();
