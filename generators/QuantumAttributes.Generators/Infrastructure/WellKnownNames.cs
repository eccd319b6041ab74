namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>The names of what users write and of what generated code calls.</summary>
internal static class WellKnownNames
{
    public const string AuthAttribute = "QuantumAttributes.QuantumAuthAttribute";
    public const string HubAttribute = "QuantumAttributes.QuantumHubAttribute";
    public const string HubClientAttribute = "QuantumAttributes.QuantumHubClientAttribute";
    public const string ChannelAttribute = "QuantumAttributes.QuantumChannelAttribute";
    public const string AgentAttribute = "QuantumAttributes.QuantumAgentAttribute";
    public const string CapabilityAttribute = "QuantumAttributes.QuantumCapabilityAttribute";
    public const string ModuleAttribute = "QuantumAttributes.QuantumModuleAttribute";
    public const string ModuleInterface = "QuantumAttributes.IQuantumModule";
    public const string AuthMetadata = "QuantumAttributes.IQuantumAuthMetadata";
    public const string ChannelMetadata = "QuantumAttributes.IQuantumChannelMetadata";
    public const string AuthorizeData = "Microsoft.AspNetCore.Authorization.IAuthorizeData";
    public const string AuthorizeAttribute = "Microsoft.AspNetCore.Authorization.AuthorizeAttribute";
    public const string Hub = "Microsoft.AspNetCore.SignalR.Hub";
    public const string HubConnection = "Microsoft.AspNetCore.SignalR.Client.HubConnection";

    public const string JsonSerializerContext = "System.Text.Json.Serialization.JsonSerializerContext";
    public const string JsonSerializableAttribute = "System.Text.Json.Serialization.JsonSerializableAttribute";

    public const string AgentDescriptor = "QuantumAttributes.Agents.AgentDescriptor";
    public const string EndpointModuleInterface = "QuantumAttributes.AspNetCore.IQuantumEndpointModule";
    public const string PolicyUse = "QuantumAttributes.AspNetCore.QuantumPolicyUse";

    public const string DefaultProfile = "default";
    public const string PolicyPrefix = "quantum:";
    public const string RequireAuth = "RequireQuantumAuth";
    public const string RequireChannel = "RequireQuantumChannel";
    public const string EndpointExtensions = "Microsoft.AspNetCore.Builder.QuantumEndpointRouteBuilderExtensions";
    public const string Options = "QuantumAttributes.AspNetCore.QuantumOptions";

    public const string Registration = "AddQuantumAttributes";
    public const string RegistrationClass =
        "Microsoft.Extensions.DependencyInjection.QuantumAttributesServiceCollectionExtensions";
}
