using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Endpoints;

/// <summary>A context of System.Text.Json.</summary>
/// <param name="Type">The class, as code writes it.</param>
/// <param name="Serializable">What <c>[JsonSerializable]</c> names, without what says that it may be null; sorted.</param>
internal sealed record JsonContextModel(string Type, EquatableArray<string> Serializable)
{
    /// <summary>Whether the context is for a type, which code may write as one that may be null.</summary>
    public bool Knows(string type) => Serializable.Contains(WithoutNull(type));

    public static string WithoutNull(string type) => type.Replace("?", "");
}
