using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Endpoints;
using QuantumAttributes.Generators.Files;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Manifest;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators;

/// <summary>
/// Turns attributes into code: an assembly's module, the typed clients of its agents, and in applications the interceptor that
/// hands its module to <c>AddQuantumAttributes()</c>. Silent on bad input, which is for the analyzers to report.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class QuantumGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var assembly = context.CompilationProvider.Select(AssemblyParser.Parse).WithTrackingName(StepNames.Assembly);
        var files = FindSourceFiles(context);
        var registrations = FindRegistrations(files);
        var agents = FindAgents(files, assembly);

        var references = context.CompilationProvider
            .Select(ReferencedModuleParser.Parse)
            .WithTrackingName(StepNames.ReferencedModules);
        var module = assembly
            .Combine(references)
            .Combine(FindAttributeUses(files))
            .Combine(agents.Combine(FindHubs(files, assembly)))
            .Combine(registrations.Select(static (calls, _) => calls.Count > 0).WithTrackingName(StepNames.IsRegistering))
            .Select(static (all, _) =>
            {
                var ((((assembly, references), uses), (agents, hubs)), isRegistering) = all;
                return ModuleModel.From(assembly, references, uses, agents, hubs, isRegistering);
            })
            .WithTrackingName(StepNames.Module);
        var interceptor = assembly
            .Combine(registrations)
            .Select(static (all, _) => InterceptorModel.From(all.Left, all.Right))
            .WithTrackingName(StepNames.Interceptor);

        context.RegisterSourceOutput(module, WriteModule);
        context.RegisterSourceOutput(assembly.Combine(agents).WithTrackingName(StepNames.Clients), WriteClients);
        context.RegisterSourceOutput(interceptor, WriteInterceptor);

        context.RegisterImplementationSourceOutput(FindManifest(context, assembly), WriteManifest);
    }

    private static IncrementalValuesProvider<SourceFileModel> FindSourceFiles(
        IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is CompilationUnitSyntax && FileSyntax.Of(node.SyntaxTree).HasCandidates, SourceFileMemory.Recall)
            .WithTrackingName(StepNames.SourceFiles);

    private static IncrementalValueProvider<EquatableArray<string>> FindRegistrations(
        IncrementalValuesProvider<SourceFileModel> files) =>
        files
            .SelectMany(static (file, _) => file.Registrations)
            .Collect()
            .Select(static (calls, _) => calls.ToEquatableArray())
            .WithTrackingName(StepNames.Registrations);

    private static IncrementalValueProvider<AttributeUseSummary> FindAttributeUses(IncrementalValuesProvider<SourceFileModel> files) =>
        files
            .SelectMany(static (file, _) => file.Uses)
            .Collect()
            .Select(static (uses, _) => AttributeUseSummary.From(uses))
            .WithTrackingName(StepNames.AttributeUses);

    private static IncrementalValueProvider<EquatableArray<AgentModel>> FindAgents(
        IncrementalValuesProvider<SourceFileModel> files, IncrementalValueProvider<AssemblyModel> assembly) =>
        files
            .SelectMany(static (file, _) => file.Agents)
            .Collect()
            .Combine(assembly)
            .Select(static (all, _) => all.Right.KnowsAgents ? AgentParser.Arrange(all.Left) : default)
            .WithTrackingName(StepNames.Agents);

    private static IncrementalValueProvider<EquatableArray<HubModel>> FindHubs(
        IncrementalValuesProvider<SourceFileModel> files, IncrementalValueProvider<AssemblyModel> assembly) =>
        files
            .SelectMany(static (file, _) => file.Hubs)
            .Collect()
            .Combine(assembly)
            .Select(static (all, _) => all.Right.KnowsHubs ? HubParser.Arrange(all.Left) : default)
            .WithTrackingName(StepNames.Hubs);

    // Once a build, of all files at once: nothing that is written refers to it, and nobody waits for it while typing.
    private static IncrementalValueProvider<ManifestModel?> FindManifest(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<AssemblyModel> assembly) => context
        .CompilationProvider
        .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => ProjectProperties.From(options.GlobalOptions)))
        .Combine(assembly)
        .Select(static (all, cancellationToken) =>
        {
            var ((compilation, properties), assembly) = all;
            return properties.IsDesignTime ? null : ManifestModel.From(assembly, compilation, properties.Directory, cancellationToken);
        })
        .WithTrackingName(StepNames.Manifest);

    private static void WriteModule(SourceProductionContext context, ModuleModel? module)
    {
        if (module is null)
            return;

        context.AddSource($"{module.Assembly.ModuleClass}.g.cs", ModuleEmitter.Emit(module));
        if (module.HasEndpoints)
            context.AddSource($"{module.Assembly.ModuleClass}.Endpoints.g.cs", EndpointModuleEmitter.Emit(module));
    }

    private static void WriteClients(
        SourceProductionContext context, (AssemblyModel Assembly, EquatableArray<AgentModel> Agents) all)
    {
        foreach (var agent in all.Agents)
        {
            string name = AgentClientEmitter.ExtensionsClass(all.Assembly, agent);
            context.AddSource($"{name}.g.cs", AgentClientEmitter.Emit(all.Assembly, agent));
        }
    }

    private static void WriteInterceptor(SourceProductionContext context, InterceptorModel? interceptor)
    {
        if (interceptor is not null)
            context.AddSource($"{interceptor.Assembly.Id}QuantumRegistration.g.cs", InterceptorEmitter.Emit(interceptor));
    }

    private static void WriteManifest(SourceProductionContext context, ManifestModel? manifest)
    {
        if (manifest is not null)
            context.AddSource("QuantumManifest.g.cs", ManifestEmitter.Emit(manifest));
    }
}
