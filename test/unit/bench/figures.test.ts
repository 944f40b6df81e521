import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../bench/goals.ts';
import { makeManifests } from '../../../bench/manifests.ts';
import { medians, type Result, type Run, type ToolName } from '../../../bench/results.ts';
import type { ScenarioName } from '../../../bench/scenarios.ts';
import { readRequests, requestsBetween } from '../../../bench/server.ts';
import { readYaml } from '../../../src/manifests/yaml.ts';

const objectsIn = (changePercent: number): string[] =>
  [...makeManifests(1000, { namespace: 'bench', changePercent }).values()].flatMap((text) =>
    readYaml(text).map(({ value }) => JSON.stringify(value)),
  );

test('a change of 1 % changes ten objects of a thousand', () => {
  const [before, after] = [objectsIn(0), objectsIn(1)];
  expect(before).toHaveLength(1000);
  expect(after.filter((object, index) => object !== before[index])).toHaveLength(10);
});

test('requests are counted by verb, dry runs apart, without what the server asks of itself', () => {
  const counter = (labels: string, count: number): string => `apiserver_request_total{${labels}} ${count}`;
  const metrics = [
    counter('code="200",dry_run="",group="",resource="pods",verb="LIST"', 3),
    counter('code="200",dry_run="",group="apps",resource="deployments",verb="LIST"', 2),
    counter('code="200",dry_run="All",group="apps",resource="deployments",verb="APPLY"', 4),
    counter('code="201",dry_run="",group="networking.k8s.io",resource="ipaddresses",verb="POST"', 9),
    counter('code="200",dry_run="",group="",resource="pods",verb="WATCH"', 9),
    'apiserver_request_duration_seconds_count{verb="LIST"} 9',
  ].join('\n');
  expect(readRequests(metrics)).toEqual({ LIST: 5, DRYRUN: 4 });
  expect(requestsBetween({ LIST: 2, GET: 1 }, { LIST: 5, GET: 1, PUT: 1 })).toEqual({ LIST: 3, PUT: 1 });
});

const run = (wallSeconds: number, requests: Run['requests']): Run => ({
  scenario: 'plan',
  tool: 'plumbline',
  wallSeconds,
  cpuSeconds: 1,
  serverCpuSeconds: 1,
  peakMegabytes: 100,
  requests,
});

test('a figure is the median of its runs; a verb that one run lacks counts as none there', () => {
  const setting = { objects: 10, delayMs: 0, rounds: 3, kubectlRounds: 3 };
  const [result] = medians(setting, [run(3, { GET: 4 }), run(1, {}), run(2, { GET: 6 })]);
  expect(result).toMatchObject({ rounds: 3, wallSeconds: 2, requests: { GET: 4 } });
});

describe('a goal', () => {
  const result = (tool: ToolName, scenario: ScenarioName, wallSeconds: number, objects = 1000): Result => ({
    ...run(wallSeconds, {}),
    scenario,
    tool,
    objects,
    delayMs: 0,
    rounds: 1,
  });
  const reached = (results: Result[], words: string): boolean | undefined =>
    judge(results).find(({ text }) => text.startsWith(words))?.reached;

  test('beside kubectl is reached at the very ratio, and missed below it', () => {
    const beside = (seconds: number): Result[] => [
      result('plumbline', 'plan', 1),
      result('kubectl', 'plan', seconds),
    ];
    expect(reached(beside(20), 'plan with 1 % changed: at least 20')).toBe(true);
    expect(reached(beside(19.9), 'plan with 1 % changed: at least 20')).toBe(false);
  });

  test('of growth is missed where more objects cost more than their share', () => {
    const grown = (seconds: number): Result[] => [
      result('plumbline', 'apply', 1),
      result('plumbline', 'apply', seconds, 4000),
    ];
    expect(reached(grown(4.5), 'apply with 1 % changed: 4,000')).toBe(true);
    expect(reached(grown(4.6), 'apply with 1 % changed: 4,000')).toBe(false);
  });

  test('is neither where nothing was measured', () => {
    expect(judge([]).every((goal) => goal.reached === undefined)).toBe(true);
  });
});
