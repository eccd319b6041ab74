namespace QuantumAttributes.Generators.Modules;

/// <summary>What is written into one file of a module.</summary>
internal interface IModulePart
{
    AssemblyModel Assembly { get; }
}
