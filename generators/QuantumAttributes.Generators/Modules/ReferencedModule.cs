namespace QuantumAttributes.Generators.Modules;

/// <summary>The module of a referenced assembly.</summary>
internal sealed record ReferencedModule(string AssemblyName, string QualifiedClass);
