using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Endpoints;
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
        var agents = FindAgents(context, assembly);

        var references = context.CompilationProvider
            .Select(ReferencedModuleParser.Parse)
            .WithTrackingName(StepNames.ReferencedModules);
        var module = assembly
            .Combine(references)
            .Combine(FindAttributeUses(context, files))
            .Combine(agents.Combine(FindHubs(context, assembly)))
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

        // Only where an assembly is really built: nothing that is written refers to it.
        context.RegisterImplementationSourceOutput(FindManifest(context, assembly), WriteManifest);
    }

    private static IncrementalValuesProvider<SourceFileModel> FindSourceFiles(
        IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => SourceFileParser.IsCandidate(node), SourceFileParser.Parse)
            .WithTrackingName(StepNames.SourceFiles);

    private static IncrementalValueProvider<EquatableArray<Registration>> FindRegistrations(
        IncrementalValuesProvider<SourceFileModel> files) =>
        files
            .SelectMany(static (file, _) => file.Registrations)
            .Collect()
            .Select(static (calls, _) => calls.ToEquatableArray())
            .WithTrackingName(StepNames.Registrations);

    private static IncrementalValueProvider<AttributeUseSummary> FindAttributeUses(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<SourceFileModel> files)
    {
        var auth = FindMembers(context, WellKnownNames.AuthAttribute, StepNames.AuthMembers);
        var channel = FindMembers(context, WellKnownNames.ChannelAttribute, StepNames.ChannelMembers);
        return files
            .SelectMany(static (file, _) => file.Uses)
            .Collect()
            .Combine(auth.Collect().Combine(channel.Collect()))
            .Select(static (uses, _) => AttributeUseSummary.From([.. uses.Left, .. uses.Right.Left, .. uses.Right.Right]))
            .WithTrackingName(StepNames.AttributeUses);
    }

    private static IncrementalValuesProvider<AttributeUse> FindMembers(
        IncrementalGeneratorInitializationContext context, string attribute, string stepName) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute, static (node, _) => MemberAttributeParser.IsCandidate(node), MemberAttributeParser.Parse)
            .SelectMany(static (uses, _) => uses)
            .WithTrackingName(stepName);

    private static IncrementalValueProvider<EquatableArray<AgentModel>> FindAgents(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<AssemblyModel> assembly) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(WellKnownNames.AgentAttribute, static (_, _) => true, AgentParser.Parse)
            .Where(static agent => agent is not null)
            .WithTrackingName(StepNames.Agents)
            .Collect()
            .Combine(assembly)
            .Select(static (all, _) => all.Right.KnowsAgents ? AgentParser.Arrange(all.Left!) : default)
            .WithTrackingName(StepNames.AllAgents);

    private static IncrementalValueProvider<EquatableArray<HubModel>> FindHubs(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<AssemblyModel> assembly) =>
        context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => HubParser.IsCandidate(node), HubParser.Parse)
            .Where(static hub => hub is not null)
            .WithTrackingName(StepNames.Hubs)
            .Collect()
            .Combine(assembly)
            .Select(static (all, _) => all.Right.KnowsHubs ? HubParser.Arrange(all.Left!) : default)
            .WithTrackingName(StepNames.AllHubs);

    private static IncrementalValueProvider<ManifestModel?> FindManifest(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<AssemblyModel> assembly)
    {
        var directory = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.ProjectDir", out string? directory) ? directory : "");
        return context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => ManifestFileParser.IsCandidate(node), ManifestFileParser.Parse)
            .WithTrackingName(StepNames.ManifestFiles)
            .Collect()
            .Combine(assembly.Combine(directory))
            .Select(static (all, _) => ManifestModel.From(all.Right.Left, all.Left.SelectMany(static file => file), all.Right.Right))
            .WithTrackingName(StepNames.Manifest);
    }

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
