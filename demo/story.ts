import type { Narrator, ToldStep } from './narrator.ts';
import { Scene } from './scene.ts';
import type { Step } from './step.ts';
import { cluster, firstApply, repository } from './steps/begin.ts';
import { breakIt, status, tick } from './steps/guard.ts';
import { merge, quiet } from './steps/merge.ts';
import { commentOf, editByHand, planAgain, propose, visible } from './steps/propose.ts';
import { rendered } from './steps/rendered.ts';

const [first, ...others]: [Step, ...Step[]] = [
  cluster,
  repository,
  firstApply,
  propose,
  editByHand,
  planAgain,
  merge,
  quiet,
  breakIt,
  tick,
  status,
  rendered,
];

/** What a run of the story gives to machines: `npm run -s demo -- --json`. */
export interface Story {
  apiVersion: 'plumbline.dev/v1alpha1';
  kind: 'Demo';
  /** Every step did what it says. */
  ok: boolean;
  milliseconds: number;
  steps: ToldStep[];
  /** The comment of the pull request, Markdown, when change and drift stood in it. */
  comment: string;
}

/** Plays the main job from the first apply to the guard and beyond, for real. A step that fails ends the story. */
export async function playStory(narrator: Narrator, report: (line: string) => void): Promise<Story> {
  const started = performance.now();
  let scene: Scene | undefined;
  let comment = '';
  const play = async (step: Step, number: number): Promise<boolean> => {
    const { ok } = await narrator.step(number, step, async () => {
      scene ??= await Scene.open(narrator.colour, report);
      const checks = await step.play(scene, narrator);
      if (step === planAgain) comment = visible(commentOf(scene));
      return checks;
    });
    return ok;
  };
  try {
    let ok = await play(first, 1);
    for (const [index, step] of others.entries()) ok = ok && (await play(step, index + 2));
    const milliseconds = Math.round(performance.now() - started);
    return {
      apiVersion: 'plumbline.dev/v1alpha1',
      kind: 'Demo',
      ok,
      milliseconds,
      steps: narrator.told,
      comment,
    };
  } finally {
    await scene?.close();
  }
}
