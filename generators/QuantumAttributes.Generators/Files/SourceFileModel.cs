using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Endpoints;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Hubs.Client;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Files;

/// <summary>What a source file says to us.</summary>
internal sealed record SourceFileModel
{
    /// <summary>The attributes of members and statements, and the profiles that <c>RequireQuantumAuth</c> names.</summary>
    public required EquatableArray<AttributeUse> Uses { get; init; }

    /// <summary>The attributes that point at calls of <c>AddQuantumAttributes</c>. They change with every change of the file.</summary>
    public required EquatableArray<string> Registrations { get; init; }

    public required EquatableArray<AgentModel> Agents { get; init; }

    public required EquatableArray<HubModel> Hubs { get; init; }

    public required EquatableArray<HubClientModel> HubClients { get; init; }

    public required EquatableArray<JsonContextModel> JsonContexts { get; init; }
}
