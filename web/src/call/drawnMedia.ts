/**
 * A drawn, moving picture and a tone: what a connection check sends in place of a person.
 *
 * Touches no camera and no microphone, and nothing of it is heard on this device.
 */

/** what a weak phone can draw and a server can carry for two at once */
const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 15;
/** as many as make a picture about as hard to send as a face in a room */
const DASHES = 160;
const TONE_HZ = 440;

const PAPER = '#fffefa';
const MARKERS = ['#222222', '#1f4e9e', '#156638', '#b02a24'] as const;

export interface DrawnMedia {
  readonly audio: MediaStreamTrack;
  readonly video: MediaStreamTrack;
  /** Let the picture move; before this nothing is drawn, so that waiting costs a phone nothing. */
  begin(): void;
  /** End both and free what drew and hummed. */
  stop(): void;
}

/** Call from a click: browsers let no tone begin without one. */
export function drawMedia(): DrawnMedia {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const brush = canvas.getContext('2d', { alpha: false });
  const begun = performance.now();
  const draw = (): void => {
    if (brush !== null) drawFrame(brush, (performance.now() - begun) / 1000);
  };
  draw();
  let timer: ReturnType<typeof setInterval> | undefined;
  const [video] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();

  const context = new AudioContext();
  void context.resume();
  const tone = new OscillatorNode(context, { frequency: TONE_HZ });
  const ear = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  tone.connect(new GainNode(context, { gain: 0.2 })).connect(ear);
  tone.start();
  const [audio] = ear.stream.getAudioTracks();
  if (video === undefined || audio === undefined) throw new Error('internal');
  return {
    audio,
    video,
    begin() {
      timer ??= setInterval(draw, 1000 / FRAMES_PER_SECOND);
    },
    stop() {
      clearInterval(timer);
      video.stop();
      audio.stop();
      tone.stop();
      void context.close();
    },
  };
}

/** Paper, dashes that drift over it, and two circles that breathe. @param seconds since it began */
function drawFrame(brush: CanvasRenderingContext2D, seconds: number): void {
  brush.fillStyle = PAPER;
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  brush.lineWidth = 2;
  for (let dash = 0; dash < DASHES; dash += 1) {
    const speed = 20 + (dash % 7) * 12;
    const x = (dash * 97 + seconds * speed) % (WIDTH + 40);
    const y = (dash * 61 + Math.sin(seconds * 2 + dash) * 8) % HEIGHT;
    brush.strokeStyle = MARKERS[dash % MARKERS.length] ?? PAPER;
    brush.beginPath();
    brush.moveTo(x - 26, y);
    brush.lineTo(x - 14, y + 6 * Math.sin(dash + seconds * 3));
    brush.stroke();
  }
  brush.lineWidth = 6;
  for (const [marker, radius] of [[1, 130], [2, 64]] as const) {
    brush.strokeStyle = MARKERS[marker];
    brush.beginPath();
    brush.arc(WIDTH / 2, HEIGHT / 2, radius + 8 * Math.sin(seconds * 1.7 + marker), 0, 2 * Math.PI);
    brush.stroke();
  }
}
