package gitops;

import com.pulumi.Pulumi;
import io.github.aksgitops.aksgitops.AksGitOps;
import io.github.aksgitops.aksgitops.AksGitOpsArgs;
import io.github.aksgitops.aksgitops.inputs.FluxConfigurationArgs;
import io.github.aksgitops.aksgitops.inputs.GitRepositoryArgs;
import io.github.aksgitops.aksgitops.inputs.KustomizationArgs;
import java.util.Map;

public final class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            switch (ctx.config().require("case")) {
                case "missing" -> new AksGitOps("gitops", AksGitOpsArgs.builder().resourceGroupName("demo").build());
                case "two" -> new AksGitOps("gitops", AksGitOpsArgs.builder()
                    .resourceGroupName("demo")
                    .clusterName("aks")
                    .configurations(Map.of("apps", FluxConfigurationArgs.builder()
                        .gitRepository(GitRepositoryArgs.builder().url("https://example.com/repo").branch("main").tag("v1").build())
                        .kustomizations(Map.of("all", KustomizationArgs.builder().dependsOn("infra").build()))
                        .build()))
                    .build());
                default -> throw new IllegalArgumentException("no such case");
            }
        });
    }
}
