package gitops;

import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.Pulumi;
import io.github.aksgitops.aksgitops.AksGitOps;
import io.github.aksgitops.aksgitops.AksGitOpsArgs;
import io.github.aksgitops.aksgitops.enums.Scope;
import io.github.aksgitops.aksgitops.inputs.ClusterArgs;
import io.github.aksgitops.aksgitops.inputs.FluxConfigurationArgs;
import io.github.aksgitops.aksgitops.inputs.FluxControllersArgs;
import io.github.aksgitops.aksgitops.inputs.FluxExtensionArgs;
import io.github.aksgitops.aksgitops.inputs.GitRepositoryArgs;
import io.github.aksgitops.aksgitops.inputs.KustomizationArgs;
import io.github.aksgitops.aksgitops.inputs.NodePoolArgs;
import io.github.aksgitops.aksgitops.inputs.PodIdentityArgs;
import java.util.Map;

public final class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    private static void stack(Context ctx) {
        Config config = ctx.config();

        var gitops = new AksGitOps("gitops", AksGitOpsArgs.builder()
            // The resource group in which the cluster is created. It must exist.
            .resourceGroupName(config.require("resourceGroupName"))
            .cluster(ClusterArgs.builder()
                .name(config.get("clusterName").orElse("aks-gitops"))
                .location(config.get("location").orElse("westeurope"))
                .nodePools(NodePoolArgs.builder().name("system").vmSize("Standard_D4ds_v5").count(1).build())
                .podIdentity(PodIdentityArgs.builder().enabled(true).build())
                .build())
            .extension(FluxExtensionArgs.builder()
                .controllers(FluxControllersArgs.builder()
                    .source(true).kustomize(true).helm(true)
                    .notification(true).imageAutomation(true).imageReflector(true)
                    .build())
                .build())
            // The key is the name of the Flux source in the cluster: manifests that refer to it use it as sourceRef.name.
            .configurations(Map.of("flux2-kustomize-helm-example", FluxConfigurationArgs.builder()
                .namespace(config.get("configurationNamespace").orElse("cluster-config"))
                .scope(Scope.Cluster)
                .gitRepository(GitRepositoryArgs.builder()
                    .url(config.get("repositoryUrl").orElse("https://github.com/Azure/arc-k8s-demo"))
                    .branch(config.get("branch").orElse("main"))
                    .syncIntervalInSeconds(600)
                    .timeoutInSeconds(600)
                    .build())
                .kustomizations(Map.of("staging", KustomizationArgs.builder()
                    .path(config.get("path").orElse("cluster-apps"))
                    .prune(true)
                    .syncIntervalInSeconds(600)
                    .retryIntervalInSeconds(600)
                    .timeoutInSeconds(600)
                    .build()))
                .build()))
            .build());

        ctx.export("clusterId", gitops.clusterId());
        ctx.export("extensionVersion", gitops.extensionVersion());
        ctx.export("complianceStates", gitops.complianceStates());
        ctx.export("syncedCommits", gitops.syncedCommits());
        ctx.export("kustomizationNames", gitops.kustomizationNames());
    }
}
