using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Catalogue;

/// <summary>Reads what a quantum computer does to an API.</summary>
internal static class Threats
{
    public static Threat Of(string id, string text) => text switch
    {
        "Shor-KEM (HNDL)" => Threat.HarvestNow,
        "Shor-signature" => Threat.Forgery,
        "Shor (KEM and signature; HNDL when it encrypts or agrees keys)" => Threat.Both,
        "Grover-symmetric" => Threat.Grover,
        "already broken classically" => Threat.Broken,
        "configuration excludes PQ/hybrid" => Threat.Exclusion,
        "inventory only" => Threat.Inventory,
        _ => throw new InvalidDataException($"{id} has an unknown threat '{text}'."),
    };
}
