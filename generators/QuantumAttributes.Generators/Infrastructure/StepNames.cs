namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>The names of the incremental steps, by which tests look at what ran again.</summary>
internal static class StepNames
{
    public const string Assembly = "QuantumAssembly";
    public const string SourceFiles = "QuantumSourceFiles";
    public const string Registrations = "QuantumRegistrations";
    public const string AttributeUses = "QuantumAttributeUses";
    public const string Agents = "QuantumAgents";
    public const string Hubs = "QuantumHubs";
    public const string HubClients = "QuantumHubClients";
    public const string JsonContexts = "QuantumJsonContexts";
    public const string IsRegistering = "QuantumIsRegistering";
    public const string ReferencedModules = "QuantumReferencedModules";
    public const string Module = "QuantumModule";
    public const string Clients = "QuantumClients";
    public const string Interceptor = "QuantumInterceptor";
    public const string Manifest = "QuantumManifest";

    public static readonly string[] All =
    [
        Assembly, SourceFiles, Registrations, AttributeUses, Agents, Hubs, HubClients, JsonContexts,
        IsRegistering, ReferencedModules, Module, Clients, Interceptor, Manifest,
    ];
}
