package gitops;

import com.pulumi.core.Output;
import io.github.aksgitops.aksgitops.AksGitOpsArgs;
import io.github.aksgitops.aksgitops.inputs.FluxExtensionArgs;
import io.github.aksgitops.aksgitops.inputs.KustomizationArgs;
import io.github.aksgitops.aksgitops.inputs.PodIdentityExceptionArgs;
import java.util.List;

/** The compiler refuses an Output in the lines that say so, and in no other. */
public final class App {
    public static void main(String[] args) {
        var text = Output.of("x");
        AksGitOpsArgs.builder().clusterName(text);
        AksGitOpsArgs.builder().clusterType(text); // refused
        AksGitOpsArgs.builder().extension(text); // refused
        AksGitOpsArgs.builder().configurations(text); // refused
        FluxExtensionArgs.builder().install(Output.of(true)); // refused
        KustomizationArgs.builder().dependsOn(Output.of(List.of("x"))); // refused
        PodIdentityExceptionArgs.builder().name(text); // refused
    }
}
