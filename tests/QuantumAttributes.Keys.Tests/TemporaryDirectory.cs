namespace QuantumAttributes.Keys.Tests;

/// <summary>A directory of one test's own, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("quantum-keys-").FullName;

    /// <summary>A path in it at which nothing is yet.</summary>
    public string Keys => Path.Combine(_root, "keys");

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
