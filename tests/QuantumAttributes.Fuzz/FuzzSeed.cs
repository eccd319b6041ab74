namespace QuantumAttributes.Fuzz;

/// <summary>An input to start from.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Input">Its bytes.</param>
internal sealed record FuzzSeed(string Name, byte[] Input)
{
    public FuzzSeed(string name, string text)
        : this(name, FuzzText.Encode(text))
    {
    }
}
