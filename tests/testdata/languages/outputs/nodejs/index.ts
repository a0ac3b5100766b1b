import * as pulumi from "@pulumi/pulumi";
import * as aksgitops from "pulumi-aks-gitops";
import * as ts from "typescript";

const first = new aksgitops.SubscriptionRegistration("first");

/** A value that is known once the first resource is there. */
function after<T>(value: T): pulumi.Output<T> {
    return first.resourceProviderStates.apply(() => value) as pulumi.Output<T>;
}

/** The types that the compiler is asked about. */
interface Types {
    args: aksgitops.AksGitOpsArgs;
    text: pulumi.Output<string>;
    integer: pulumi.Output<number>;
    truth: pulumi.Output<boolean>;
    list: pulumi.Output<string[]>;
    map: pulumi.Output<{ [key: string]: string }>;
}

const samples: { [name: string]: pulumi.Output<any> } = {
    text: after("x"), integer: after(1), truth: after(true), list: after(["x"]), map: after({ x: "x" }),
};

/** Makes arguments in which every property is given: an Output where the SDK's type, as the compiler sees it, takes one, else a value. */
class Everything {
    passed = 0;
    private readonly checker: ts.TypeChecker;
    private readonly types: { [name: string]: ts.Type } = {};

    constructor() {
        const program = ts.createProgram([__filename], { strict: true, target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.CommonJS });
        this.checker = program.getTypeChecker();
        const found = this.checker.getSymbolsInScope(program.getSourceFile(__filename)!, ts.SymbolFlags.Interface).find(symbol => symbol.name === "Types");
        for (const property of this.checker.getDeclaredTypeOfSymbol(found!).getProperties()) {
            this.types[property.name] = this.declared(property);
        }
    }

    args(): aksgitops.AksGitOpsArgs {
        return this.make(this.types.args);
    }

    /** The type of a property as it is written, without the undefined of one that is optional. */
    private declared(property: ts.Symbol): ts.Type {
        return this.checker.getTypeFromTypeNode((property.valueDeclaration as ts.PropertySignature).type!);
    }

    private make(type: ts.Type): any {
        if (type.isUnion() && type.types.some(choice => choice.symbol?.name === "OutputInstance")) {
            this.passed++;
            return samples[Object.keys(samples).find(name => this.checker.isTypeAssignableTo(this.types[name], type))!];
        }
        const entries = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
        if (type.aliasSymbol) {
            return Object.values((aksgitops as any)[type.aliasSymbol.name])[0];
        } else if (type.isStringLiteral()) {
            return type.value;
        } else if (type.flags & ts.TypeFlags.String) {
            return "x";
        } else if (type.flags & ts.TypeFlags.Boolean) {
            return true;
        } else if (this.checker.isArrayType(type)) {
            return [this.make(this.checker.getTypeArguments(type as ts.TypeReference)[0])];
        } else if (entries) {
            return { x: this.make(entries) };
        }
        return Object.fromEntries(type.getProperties().map(property => [property.name, this.make(this.declared(property))]));
    }
}

function everything() {
    const made = new Everything();
    const args = made.args();
    pulumi.log.info(`Outputs passed: ${made.passed}.`);
    new aksgitops.AksGitOps("gitops", args);
    return {};
}

/** Passes Outputs where programs have them. */
function usual() {
    const gitops = new aksgitops.AksGitOps("gitops", {
        resourceGroupName: after("demo"),
        clusterName: after("aks"),
        extension: { settings: { "helm-controller.detectDrift": after("true") } },
        configurations: {
            apps: {
                namespace: after("apps"),
                gitRepository: { url: after("https://github.com/Azure/arc-k8s-demo"), branch: after("main"), syncIntervalInSeconds: after(300) },
                kustomizations: {
                    all: {
                        path: after("cluster-apps"),
                        prune: after(true),
                        syncIntervalInSeconds: after(300),
                        postBuild: { substitute: after({ region: "westeurope" }) },
                    },
                },
            },
        },
    });
    new aksgitops.SubscriptionRegistration("registration", {
        subscriptionId: gitops.clusterId.apply(cluster => cluster!.split("/")[2]),
        resourceProviders: after(["Microsoft.Kubernetes"]),
        features: [after("Microsoft.ContainerService/AKS-ExtensionManager")],
        waitTimeoutInSeconds: after(60),
    });
    const profile = aksgitops.getPodIdentityProfileOutput({ enabled: after(true) });
    return { exception: profile.apply(profile => profile.userAssignedIdentityExceptions![0].name) };
}

export = { everything, usual }[new pulumi.Config().require("inputs") as "everything" | "usual"]();
