using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>An application's calls of <c>AddQuantumAttributes</c>.</summary>
internal sealed record InterceptorModel
{
    public required AssemblyModel Assembly { get; init; }

    /// <summary>The attributes that point at the calls.</summary>
    public required EquatableArray<string> Registrations { get; init; }

    /// <summary>
    /// The interceptor, or null where there must be none: a library does not know what the application references.
    /// </summary>
    public static InterceptorModel? From(AssemblyModel assembly, EquatableArray<string> registrations) =>
        assembly is { KnowsModules: true, IsApplication: true } && registrations.Count > 0
            ? new InterceptorModel { Assembly = assembly, Registrations = registrations }
            : null;
}
