using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Endpoints;
using QuantumAttributes.Generators.Files;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Hubs.Client;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Manifest;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators;

/// <summary>
/// Turns attributes into code: an assembly's module and manifest, the typed clients of its agents and hubs, and in applications the
/// interceptor that hands its module to <c>AddQuantumAttributes()</c>. Silent on bad input, which is for the analyzers to report.
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
            .Combine(agents.Combine(FindHubs(files, assembly)).Combine(FindJsonContexts(files)))
            .Combine(registrations.Select(static (calls, _) => calls.Count > 0).WithTrackingName(StepNames.IsRegistering))
            .Select(static (all, _) =>
            {
                var ((((assembly, references), uses), ((agents, hubs), contexts)), isRegistering) = all;
                return ModuleModel.From(assembly, references, uses, agents, hubs, contexts, isRegistering);
            })
            .WithTrackingName(StepNames.Module);
        var interceptor = assembly
            .Combine(registrations)
            .Select(static (all, _) => InterceptorModel.From(all.Left, all.Right))
            .WithTrackingName(StepNames.Interceptor);

        Write(context, module.Select(static (module, _) => module?.Frame), "", ModuleEmitter.Emit);
        Write(context, module.Select(static (module, _) => module?.Profiles), ".Profiles", ProfileUseEmitter.Emit);
        Write(context, module.Select(static (module, _) => module?.AgentServices), ".Agents", AgentRegistrationEmitter.Emit);
        Write(context, module.Select(static (module, _) => module?.HubServices), ".Hubs", HubRegistrationEmitter.Emit);
        Write(context, module.Select(static (module, _) => module?.JsonServices), ".Json", JsonRegistrationEmitter.Emit);
        Write(context, module.Select(static (module, _) => module?.Endpoints), ".Endpoints", EndpointModuleEmitter.Emit);
        context.RegisterSourceOutput(FindClients(agents, assembly), WriteClient);
        context.RegisterSourceOutput(FindHubClients(files), static (output, client) =>
            output.AddSource($"{client.FullName}.g.cs", HubClientEmitter.Emit(client)));
        context.RegisterSourceOutput(interceptor, WriteInterceptor);

        context.RegisterImplementationSourceOutput(FindManifest(context, assembly), WriteManifest);
    }

    // Not by a syntax provider, which makes a semantic model of every file after each edit: what is remembered of a file needs none.
    private static IncrementalValuesProvider<SourceFileModel> FindSourceFiles(
        IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider
            .SelectMany(SourceFileParser.ParseAll)
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

    // One by one, so that what is written for an agent stays while another one changes.
    private static IncrementalValuesProvider<AgentClient> FindClients(
        IncrementalValueProvider<EquatableArray<AgentModel>> agents, IncrementalValueProvider<AssemblyModel> assembly) =>
        agents
            .Combine(assembly)
            .SelectMany(static (all, _) => all.Left.Select(agent => new AgentClient(all.Right, agent)))
            .WithTrackingName(StepNames.Clients);

    private static IncrementalValueProvider<EquatableArray<HubModel>> FindHubs(
        IncrementalValuesProvider<SourceFileModel> files, IncrementalValueProvider<AssemblyModel> assembly) =>
        files
            .SelectMany(static (file, _) => file.Hubs)
            .Collect()
            .Combine(assembly)
            .Select(static (all, _) => all.Right.KnowsHubs ? HubParser.Arrange(all.Left) : default)
            .WithTrackingName(StepNames.Hubs);

    private static IncrementalValueProvider<EquatableArray<JsonContextModel>> FindJsonContexts(IncrementalValuesProvider<SourceFileModel> files) =>
        files
            .SelectMany(static (file, _) => file.JsonContexts)
            .Collect()
            .Select(static (contexts, _) => contexts.Distinct().OrderBy(static context => context.Type, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(StepNames.JsonContexts);

    private static IncrementalValuesProvider<HubClientModel> FindHubClients(IncrementalValuesProvider<SourceFileModel> files) =>
        files
            .SelectMany(static (file, _) => file.HubClients)
            .Collect()
            .SelectMany(static (clients, _) => HubClientParser.Arrange(clients))
            .WithTrackingName(StepNames.HubClients);

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

    private static void Write<TPart>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<TPart?> part,
        string name,
        Func<TPart, string> emit)
        where TPart : class, IModulePart =>
        context.RegisterSourceOutput(part, (output, part) =>
        {
            if (part is not null)
                output.AddSource($"{part.Assembly.ModuleClass}{name}.g.cs", emit(part));
        });

    private static void WriteClient(SourceProductionContext context, AgentClient client) =>
        context.AddSource($"{client.ExtensionsClass}.g.cs", AgentClientEmitter.Emit(client));

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
