using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>An application's calls of <c>AddQuantumAttributes</c>, and the modules that they are to register.</summary>
internal sealed record InterceptorModel
{
    public required AssemblyModel Assembly { get; init; }

    public required EquatableArray<Registration> Registrations { get; init; }

    public required EquatableArray<ReferencedModule> References { get; init; }

    /// <summary>The classes of the referenced modules, and then that of the application's own.</summary>
    public IEnumerable<string> Modules =>
        References.Select(module => module.QualifiedClass).Concat([Assembly.QualifiedModuleClass]);

    /// <summary>
    /// The interceptor, or null where there must be none: a library does not know what the application references.
    /// </summary>
    public static InterceptorModel? From(
        AssemblyModel assembly, EquatableArray<Registration> registrations, EquatableArray<ReferencedModule> references) =>
        assembly is { KnowsModules: true, IsApplication: true } && registrations.Count > 0
            ? new InterceptorModel { Assembly = assembly, Registrations = registrations, References = references }
            : null;
}
