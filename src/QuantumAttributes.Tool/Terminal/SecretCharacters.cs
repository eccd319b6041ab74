using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Tool;

/// <summary>The characters of a secret: pinned, so that the collector leaves no copies of them behind, and zeroed on disposal.</summary>
internal sealed class SecretCharacters : IDisposable
{
    private readonly char[] _characters;

    /// <summary>Copies them; the caller wipes its own.</summary>
    public SecretCharacters(ReadOnlySpan<char> characters)
    {
        _characters = GC.AllocateArray<char>(characters.Length, pinned: true);
        characters.CopyTo(_characters);
    }

    public ReadOnlySpan<char> Span => _characters;

    public ReadOnlyMemory<char> Memory => _characters;

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_characters.AsSpan()));
}
