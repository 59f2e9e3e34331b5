/* The browser floor, in a script any browser can read: says in words why Flipover cannot open
   here, instead of showing nothing. Everything else is in modules. */
(function () {
  var reasons = [];
  if (window.isSecureContext === false) reasons.push('insecure');
  else {
    if (!('noModule' in document.createElement('script'))) reasons.push('old');
    else if (!window.crypto || !window.crypto.subtle || !window.indexedDB || !window.Promise || !window.fetch) reasons.push('old');
    else if (!window.RTCPeerConnection) reasons.push('no_call');
    else if (!window.HTMLDialogElement || !Array.prototype.at || !('randomUUID' in window.crypto)) reasons.push('old');
  }
  if (reasons.length === 0) return;
  document.documentElement.setAttribute('data-floor', reasons[0]);

  var words = {
    insecure: {
      nl: [
        'Deze pagina is niet beveiligd geopend',
        'Het adres begint met http. Zonder https kan je browser niets op slot doen, en dan opent Flipover niet.',
        'Vraag om een link die met https begint. Er is niets kwijt.',
      ],
      en: [
        'This page was not opened securely',
        'The address begins with http. Without https your browser cannot lock anything, and then Flipover does not open.',
        'Ask for a link that begins with https. Nothing is lost.',
      ],
    },
    old: {
      nl: [
        'Deze browser is te oud voor Flipover',
        'Hij mist iets wat nodig is om alles op slot te bewaren.',
        'Werk hem bij, of open je link in een nieuwe versie van Safari (16.4), Chrome (109), Edge (109) of Firefox (115). Er is niets kwijt.',
      ],
      en: [
        'This browser is too old for Flipover',
        'It lacks something that is needed to keep everything locked.',
        'Update it, or open your link in a new version of Safari (16.4), Chrome (109), Edge (109) or Firefox (115). Nothing is lost.',
      ],
    },
    no_call: {
      nl: [
        'Deze browser kan geen verbinding maken met de ander',
        'Misschien opende je de link binnen een andere app, of staat bellen in deze browser uit.',
        'Open je link in Safari, Chrome, Edge of Firefox. Er is niets kwijt.',
      ],
      en: [
        'This browser cannot connect you with the other',
        'Perhaps you opened the link inside another app, or calling is turned off in this browser.',
        'Open your link in Safari, Chrome, Edge or Firefox. Nothing is lost.',
      ],
    },
  }[reasons[0]];

  function say() {
    var main = document.createElement('main');
    main.className = 'page stack loose';
    var dutchFirst = /^(nl|fy|af)/i.test(navigator.language || '');
    var order = dutchFirst ? ['nl', 'en'] : ['en', 'nl'];
    for (var i = 0; i < order.length; i++) {
      var section = document.createElement('section');
      section.lang = order[i];
      section.className = 'stack';
      for (var j = 0; j < 3; j++) {
        var element = document.createElement(j > 0 ? 'p' : i > 0 ? 'h2' : 'h1');
        element.textContent = words[order[i]][j];
        section.appendChild(element);
      }
      main.appendChild(section);
    }
    document.documentElement.lang = order[0];
    document.getElementById('floor').appendChild(main);
    document.getElementById('floor').hidden = false;
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', say);
  else say();
})();
