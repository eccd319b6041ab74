using System.Security.Cryptography;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Tool.Files;

/// <summary>Shares from files, one each; disposed together.</summary>
internal sealed class ShareFiles : IDisposable
{
    private readonly List<KeyShare> _shares = [];

    public IReadOnlyList<KeyShare> Shares => _shares;

    /// <exception cref="IOException">A file cannot be read, or is open to others.</exception>
    /// <exception cref="CryptographicException">A file holds no share.</exception>
    public static ShareFiles Read(IEnumerable<string> paths)
    {
        ShareFiles files = new();
        try
        {
            foreach (string path in paths)
            {
                using SecretCharacters text = PrivateFile.Read(path);
                files._shares.Add(KeyShare.TryParse(text.Span, out KeyShare? share)
                    ? share
                    : throw new CryptographicException($"'{path}' holds no key share, or one with a slip in it."));
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (KeyShare share in _shares)
            share.Dispose();
    }
}
