import { field, stringField } from '../manifests/json.ts';
import type { KubeObject } from '../manifests/types.ts';
import { condition, isFalse, isTrue, told } from './conditions.ts';
import { current, failed, type Health, inProgress } from './types.ts';

/** Source of the rules: cli-utils, kstatus/status/core.go; flux, kstatus readers. */
export function serviceHealth(object: KubeObject): Health {
  if (field(object, 'spec', 'type') !== 'LoadBalancer') return current('the Service is there');
  const ingress = field(object, 'status', 'loadBalancer', 'ingress');
  if (!Array.isArray(ingress) || ingress.length === 0)
    return inProgress('its load balancer has no address yet');
  return current('its load balancer has an address');
}

export function claimHealth(object: KubeObject): Health {
  const phase = stringField(object, 'status', 'phase') ?? 'Pending';
  if (phase === 'Bound') return current('the claim is bound');
  if (phase === 'Lost') return failed('its volume is lost');
  return inProgress(`the claim is ${phase.toLowerCase()}`);
}

export function crdHealth(object: KubeObject): Health {
  const names = condition(object, 'NamesAccepted');
  if (isFalse(names)) return failed(told(names, 'its names are taken'));
  const established = condition(object, 'Established');
  if (isTrue(established)) return current('the CRD is established');
  if (isFalse(established) && established?.reason !== 'Installing')
    return failed(told(established, 'it is not served'));
  return inProgress('the CRD is not established yet');
}

export function apiServiceHealth(object: KubeObject): Health {
  const available = condition(object, 'Available');
  return isTrue(available)
    ? current('the API is available')
    : inProgress(told(available, 'the API is not available yet'));
}

export function namespaceHealth(object: KubeObject): Health {
  const phase = stringField(object, 'status', 'phase');
  return phase === 'Terminating'
    ? { status: 'terminating', message: 'it is being deleted' }
    : current('the namespace is there');
}
