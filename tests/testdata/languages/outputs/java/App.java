package gitops;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import io.github.aksgitops.aksgitops.AksGitOps;
import io.github.aksgitops.aksgitops.AksGitOpsArgs;
import io.github.aksgitops.aksgitops.AksgitopsFunctions;
import io.github.aksgitops.aksgitops.SubscriptionRegistration;
import io.github.aksgitops.aksgitops.SubscriptionRegistrationArgs;
import io.github.aksgitops.aksgitops.inputs.FluxConfigurationArgs;
import io.github.aksgitops.aksgitops.inputs.FluxExtensionArgs;
import io.github.aksgitops.aksgitops.inputs.GetPodIdentityProfileArgs;
import io.github.aksgitops.aksgitops.inputs.GitRepositoryArgs;
import io.github.aksgitops.aksgitops.inputs.KustomizationArgs;
import io.github.aksgitops.aksgitops.inputs.PostBuildArgs;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

public final class App {
    private static SubscriptionRegistration first;
    private static int passed;

    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    private static void stack(Context ctx) {
        first = new SubscriptionRegistration("first");
        if (ctx.config().require("inputs").equals("usual")) {
            usual(ctx);
            return;
        }
        var everything = (AksGitOpsArgs) everything(AksGitOpsArgs.class);
        ctx.log().info("Outputs passed: " + passed + ".");
        new AksGitOps("gitops", everything);
    }

    /** A value that is known once the first resource is there. */
    private static <T> Output<T> after(T value) {
        return first.resourceProviderStates().applyValue(states -> value);
    }

    /** Makes a value in which every property is given: an Output where the SDK's builder takes one, else a value. */
    private static Object everything(Type type) {
        var kind = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        var inside = type instanceof ParameterizedType generic ? generic.getActualTypeArguments() : new Type[0];
        if (kind == Output.class) {
            passed++;
            return after(everything(inside[0]));
        } else if (kind == String.class) {
            return "x";
        } else if (kind == Integer.class) {
            return 1;
        } else if (kind == Boolean.class) {
            return true;
        } else if (kind == List.class) {
            return List.of(everything(inside[0]));
        } else if (kind == Map.class) {
            return Map.of("x", everything(inside[1]));
        } else if (kind.isEnum()) {
            return kind.getEnumConstants()[0];
        }
        try {
            var builder = kind.getMethod("builder").invoke(null);
            for (Field field : kind.getDeclaredFields()) {
                if (field.isAnnotationPresent(Import.class)) {
                    // Object has a method wait of its own.
                    var name = field.getName().equals("wait") ? "wait_" : field.getName();
                    builder.getClass().getMethod(name, field.getType()).invoke(builder, everything(field.getGenericType()));
                }
            }
            return builder.getClass().getMethod("build").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("nothing fits " + type, e);
        }
    }

    /** Passes Outputs where programs have them. */
    private static void usual(Context ctx) {
        var gitops = new AksGitOps("gitops", AksGitOpsArgs.builder()
            .resourceGroupName(after("demo"))
            .clusterName(after("aks"))
            .extension(FluxExtensionArgs.builder().settings(after(Map.of("helm-controller.detectDrift", "true"))).build())
            .configurations(Map.of("apps", FluxConfigurationArgs.builder()
                .namespace(after("apps"))
                .gitRepository(GitRepositoryArgs.builder()
                    .url(after("https://github.com/Azure/arc-k8s-demo")).branch(after("main")).syncIntervalInSeconds(after(300))
                    .build())
                .kustomizations(Map.of("all", KustomizationArgs.builder()
                    .path(after("cluster-apps"))
                    .prune(after(true))
                    .syncIntervalInSeconds(after(300))
                    .postBuild(PostBuildArgs.builder().substitute(after(Map.of("region", "westeurope"))).build())
                    .build()))
                .build()))
            .build());
        new SubscriptionRegistration("registration", SubscriptionRegistrationArgs.builder()
            .subscriptionId(gitops.clusterId().applyValue(cluster -> cluster.orElseThrow().split("/")[2]))
            .resourceProviders(after(List.of("Microsoft.Kubernetes")))
            .features(after(List.of("Microsoft.ContainerService/AKS-ExtensionManager")))
            .waitTimeoutInSeconds(after(60))
            .build());
        var profile = AksgitopsFunctions.getPodIdentityProfile(GetPodIdentityProfileArgs.builder().enabled(after(true)).build());
        ctx.export("exception", profile.applyValue(found -> found.userAssignedIdentityExceptions().get(0).name()));
    }
}
