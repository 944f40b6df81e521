import type { ApiResource, JsonObject, KubeObject } from '../../../src/manifests/types.ts';

export const definitions: ApiResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};

const text: JsonObject = { type: 'string' };
const number: JsonObject = { type: 'integer' };
const texts: JsonObject = { type: 'array', items: text };

/** Every way in which a schema may say how lists and maps merge, and defaults at two depths. */
const schema: JsonObject = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        mode: { ...text, default: 'auto' },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: text,
              size: { ...number, default: 1 },
              tags: { ...texts, 'x-kubernetes-list-type': 'set' },
              options: { type: 'object', additionalProperties: text },
            },
          },
        },
        steps: texts,
        place: {
          type: 'object',
          'x-kubernetes-map-type': 'atomic',
          properties: { x: number, y: number },
        },
      },
    },
  },
};

const version = (name: string, storage: boolean): JsonObject => ({
  name,
  served: true,
  storage,
  schema: { openAPIV3Schema: schema },
});

/** A kind of two versions that differ by their names. */
export const gadgetCrd: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.histories.test' },
  spec: {
    group: 'histories.test',
    scope: 'Namespaced',
    names: { kind: 'Gadget', listKind: 'GadgetList', plural: 'gadgets', singular: 'gadget' },
    versions: [version('v1', true), version('v2', false)],
  },
};
