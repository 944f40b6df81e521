import * as z from 'zod/mini';
export declare const targetSchema: z.ZodMiniObject<{
    name: z.ZodMiniString<string>;
    context: z.ZodMiniOptional<z.ZodMiniString<string>>;
    path: z.ZodMiniString<string>;
    namespace: z.ZodMiniOptional<z.ZodMiniString<string>>;
    createNamespace: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
    release: z.ZodMiniPrefault<z.ZodMiniObject<{
        namespace: z.ZodMiniDefault<z.ZodMiniString<string>>;
        serviceAccount: z.ZodMiniOptional<z.ZodMiniString<string>>;
    }, z.core.$strict>>;
    dependsOn: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
    movedFrom: z.ZodMiniOptional<z.ZodMiniObject<{
        name: z.ZodMiniString<string>;
    }, z.core.$strict>>;
    prune: z.ZodMiniPrefault<z.ZodMiniObject<{
        enabled: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
        maxDeletions: z.ZodMiniDefault<z.ZodMiniInt>;
    }, z.core.$strict>>;
    allowDestroy: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
    adopt: z.ZodMiniDefault<z.ZodMiniUnion<readonly [z.ZodMiniEnum<{
        kubectl: "kubectl";
        never: "never";
    }>, z.ZodMiniArray<z.ZodMiniString<string>>]>>;
    takeover: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
    wait: z.ZodMiniPrefault<z.ZodMiniObject<{
        enabled: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
        timeout: z.ZodMiniDefault<z.ZodMiniString<string>>;
    }, z.core.$strict>>;
    onFailure: z.ZodMiniDefault<z.ZodMiniEnum<{
        rollback: "rollback";
        stop: "stop";
    }>>;
    onInterrupted: z.ZodMiniDefault<z.ZodMiniEnum<{
        report: "report";
        resume: "resume";
        rollback: "rollback";
    }>>;
    drift: z.ZodMiniPrefault<z.ZodMiniObject<{
        mode: z.ZodMiniDefault<z.ZodMiniEnum<{
            off: "off";
            revert: "revert";
            warn: "warn";
        }>>;
        foreign: z.ZodMiniDefault<z.ZodMiniEnum<{
            ignore: "ignore";
            warn: "warn";
        }>>;
    }, z.core.$strict>>;
    ignore: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniObject<{
        group: z.ZodMiniOptional<z.ZodMiniString<string>>;
        kind: z.ZodMiniOptional<z.ZodMiniString<string>>;
        namespace: z.ZodMiniOptional<z.ZodMiniString<string>>;
        name: z.ZodMiniOptional<z.ZodMiniString<string>>;
        paths: z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniString<string>>>;
        managers: z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniString<string>>>;
    }, z.core.$strict>>>;
    kubernetesVersion: z.ZodMiniOptional<z.ZodMiniString<string>>;
    helm: z.ZodMiniOptional<z.ZodMiniObject<{
        chart: z.ZodMiniOptional<z.ZodMiniObject<{
            repository: z.ZodMiniString<string>;
            name: z.ZodMiniString<string>;
            version: z.ZodMiniString<string>;
        }, z.core.$strict>>;
        releaseName: z.ZodMiniOptional<z.ZodMiniString<string>>;
        valuesFiles: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
        values: z.ZodMiniOptional<z.ZodMiniRecord<z.ZodMiniString<string>, z.ZodMiniJSONSchema>>;
        apiVersions: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
        allowRandom: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
    }, z.core.$strict>>;
    substitute: z.ZodMiniOptional<z.ZodMiniRecord<z.ZodMiniString<string>, z.ZodMiniString<string>>>;
    decryption: z.ZodMiniOptional<z.ZodMiniObject<{
        provider: z.ZodMiniEnum<{
            sops: "sops";
        }>;
    }, z.core.$strict>>;
}, z.core.$strict>;
export declare const configSchema: z.ZodMiniObject<{
    $schema: z.ZodMiniOptional<z.ZodMiniString<string>>;
    apiVersion: z.ZodMiniLiteral<"plumbline.dev/v1alpha1">;
    kind: z.ZodMiniLiteral<"Config">;
    targets: z.ZodMiniArray<z.ZodMiniObject<{
        name: z.ZodMiniString<string>;
        context: z.ZodMiniOptional<z.ZodMiniString<string>>;
        path: z.ZodMiniString<string>;
        namespace: z.ZodMiniOptional<z.ZodMiniString<string>>;
        createNamespace: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
        release: z.ZodMiniPrefault<z.ZodMiniObject<{
            namespace: z.ZodMiniDefault<z.ZodMiniString<string>>;
            serviceAccount: z.ZodMiniOptional<z.ZodMiniString<string>>;
        }, z.core.$strict>>;
        dependsOn: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
        movedFrom: z.ZodMiniOptional<z.ZodMiniObject<{
            name: z.ZodMiniString<string>;
        }, z.core.$strict>>;
        prune: z.ZodMiniPrefault<z.ZodMiniObject<{
            enabled: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
            maxDeletions: z.ZodMiniDefault<z.ZodMiniInt>;
        }, z.core.$strict>>;
        allowDestroy: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
        adopt: z.ZodMiniDefault<z.ZodMiniUnion<readonly [z.ZodMiniEnum<{
            kubectl: "kubectl";
            never: "never";
        }>, z.ZodMiniArray<z.ZodMiniString<string>>]>>;
        takeover: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
        wait: z.ZodMiniPrefault<z.ZodMiniObject<{
            enabled: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
            timeout: z.ZodMiniDefault<z.ZodMiniString<string>>;
        }, z.core.$strict>>;
        onFailure: z.ZodMiniDefault<z.ZodMiniEnum<{
            rollback: "rollback";
            stop: "stop";
        }>>;
        onInterrupted: z.ZodMiniDefault<z.ZodMiniEnum<{
            report: "report";
            resume: "resume";
            rollback: "rollback";
        }>>;
        drift: z.ZodMiniPrefault<z.ZodMiniObject<{
            mode: z.ZodMiniDefault<z.ZodMiniEnum<{
                off: "off";
                revert: "revert";
                warn: "warn";
            }>>;
            foreign: z.ZodMiniDefault<z.ZodMiniEnum<{
                ignore: "ignore";
                warn: "warn";
            }>>;
        }, z.core.$strict>>;
        ignore: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniObject<{
            group: z.ZodMiniOptional<z.ZodMiniString<string>>;
            kind: z.ZodMiniOptional<z.ZodMiniString<string>>;
            namespace: z.ZodMiniOptional<z.ZodMiniString<string>>;
            name: z.ZodMiniOptional<z.ZodMiniString<string>>;
            paths: z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniString<string>>>;
            managers: z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniString<string>>>;
        }, z.core.$strict>>>;
        kubernetesVersion: z.ZodMiniOptional<z.ZodMiniString<string>>;
        helm: z.ZodMiniOptional<z.ZodMiniObject<{
            chart: z.ZodMiniOptional<z.ZodMiniObject<{
                repository: z.ZodMiniString<string>;
                name: z.ZodMiniString<string>;
                version: z.ZodMiniString<string>;
            }, z.core.$strict>>;
            releaseName: z.ZodMiniOptional<z.ZodMiniString<string>>;
            valuesFiles: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
            values: z.ZodMiniOptional<z.ZodMiniRecord<z.ZodMiniString<string>, z.ZodMiniJSONSchema>>;
            apiVersions: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniString<string>>>;
            allowRandom: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
        }, z.core.$strict>>;
        substitute: z.ZodMiniOptional<z.ZodMiniRecord<z.ZodMiniString<string>, z.ZodMiniString<string>>>;
        decryption: z.ZodMiniOptional<z.ZodMiniObject<{
            provider: z.ZodMiniEnum<{
                sops: "sops";
            }>;
        }, z.core.$strict>>;
    }, z.core.$strict>>;
    remotes: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniObject<{
        prefix: z.ZodMiniString<string>;
        login: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
        privateNetwork: z.ZodMiniDefault<z.ZodMiniBoolean<boolean>>;
    }, z.core.$strict>>>;
}, z.core.$strict>;
export type ConfigInput = z.output<typeof configSchema>;
export type TargetInput = ConfigInput['targets'][number];
