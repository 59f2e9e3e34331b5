/**
 * How much of the way between two people each part of a call may take. Pure.
 *
 * Sound before picture: the voice is marked as more urgent, and the picture
 * yields in steps (see ladder.ts). With more people everybody sends their
 * picture several times, so that each gets a smaller one.
 */

/** How much of the picture is sent: all, a small one, none for now. */
export type PictureStep = 'full' | 'small' | 'still';

/** A part of RTCRtpEncodingParameters (WebRTC, section 5.2.3; priorities: webrtc-priority). */
export interface LineShape {
  readonly active: boolean;
  readonly priority: RTCPriorityType;
  readonly networkPriority: RTCPriorityType;
  /** bit/s */
  readonly maxBitrate?: number;
  readonly maxFramerate?: number;
  readonly scaleResolutionDownBy?: number;
}

export interface Shape {
  readonly audio: LineShape;
  readonly video: LineShape;
  readonly screen: LineShape;
}

type PictureShape = Required<Pick<LineShape, 'maxBitrate' | 'maxFramerate' | 'scaleResolutionDownBy'>>;

/** 720p at 30 frames for two people. */
const ALONE: PictureShape = { maxBitrate: 2_000_000, maxFramerate: 30, scaleResolutionDownBy: 1 };
const FEW: PictureShape = { maxBitrate: 900_000, maxFramerate: 24, scaleResolutionDownBy: 1.5 };
const MANY: PictureShape = { maxBitrate: 350_000, maxFramerate: 15, scaleResolutionDownBy: 3 };
/** A face that can still be read, in a tenth of the way. */
const SMALL: PictureShape = { maxBitrate: 120_000, maxFramerate: 12, scaleResolutionDownBy: 3 };

/**
 * The first whole picture of a connection waits until all of it has been sent, and nobody knows
 * yet how wide the way is: of half the width and height it is there in a quarter of the time.
 */
export const FIRST_SHAPE = { scaleResolutionDownBy: 2 } as const;
/** How long the picture stays like that once the connection stands. */
export const FIRST_MS = 1_500;

/**
 * @param others how many people the own picture is sent to
 * @param first true while the connection is new
 */
export function shapeOf(step: PictureStep, others: number, first = false): Shape {
  const full = others <= 1 ? ALONE : others === 2 ? FEW : MANY;
  const whole = first && full.scaleResolutionDownBy < 2 ? { ...full, ...FIRST_SHAPE } : full;
  const picture = step === 'full' ? whole : SMALL;
  return {
    audio: { active: true, priority: 'high', networkPriority: 'high' },
    video: { active: step !== 'still', priority: 'low', networkPriority: 'low', ...picture },
    screen: {
      active: step !== 'still',
      priority: 'low',
      networkPriority: 'low',
      maxBitrate: step === 'full' ? 1_500_000 : 250_000,
      maxFramerate: step === 'full' ? 10 : 3,
      scaleResolutionDownBy: 1, // what is shared is mostly text
    },
  };
}
