using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys;

/// <summary>
/// The directory in which an application keeps its keys: readable by its own user alone (0700, files 0600; on Windows, as the parent
/// directory's access list says). The keys in it are not encrypted.
/// </summary>
/// <remarks>Safe to use from several threads and processes: files appear whole or not at all, and the first one wins.</remarks>
public sealed class KeyDirectory
{
    private const string IdentityFile = "identity.pem";

    private KeyDirectory(string path) => Path = path;

    /// <summary>The directory's full path.</summary>
    public string Path { get; }

    /// <summary>Opens a directory, and creates it where it is not there.</summary>
    /// <exception cref="KeyDirectoryException">It cannot be created or entered, or others than its owner can.</exception>
    public static KeyDirectory Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            OwnerOnly.CreateDirectory(full);
            RequireOwnerOnly(full, "chmod 700");
            _ = Directory.EnumerateFiles(full).Any();
        }
        catch (Exception e) when (e is IOException and not KeyDirectoryException or UnauthorizedAccessException)
        {
            throw new KeyDirectoryException($"The key directory '{full}' cannot be used: {e.Message}", e);
        }

        return new KeyDirectory(full);
    }

    /// <summary>
    /// Loads the application's identity key, and creates it the first time. Of several processes that start at once, all get the same.
    /// </summary>
    /// <param name="algorithm">The algorithm of a new key; one that is there keeps its own.</param>
    /// <param name="providers">Cryptography and randomness.</param>
    /// <returns>The key, which the caller disposes.</returns>
    /// <exception cref="KeyDirectoryException">The key is there and cannot be read, or cannot be written.</exception>
    public SigningKey LoadOrCreateIdentity(SignatureAlgorithm algorithm, ProviderSet providers)
    {
        string path = System.IO.Path.Combine(Path, IdentityFile);
        try
        {
            if (!File.Exists(path))
                TryCreate(path, algorithm, providers);
            RequireOwnerOnly(path, "chmod 600");
            return Load(path, providers);
        }
        catch (Exception e) when (e is IOException and not KeyDirectoryException or UnauthorizedAccessException)
        {
            throw new KeyDirectoryException($"The identity key '{path}' cannot be read or written: {e.Message}", e);
        }
    }

    private static SigningKey Load(string path, ProviderSet providers)
    {
        byte[] bytes = File.ReadAllBytes(path);
        char[] pem = Encoding.UTF8.GetChars(bytes);
        try
        {
            return SigningKey.ImportFromPem(pem, providers);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KeyDirectoryException(
                $"The identity key '{path}' is damaged. Restore it from a backup: a new one breaks every client's pin.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(pem);
        }
    }

    // Written beside, then linked into place: whoever comes second finds the name taken, and uses what is there.
    private void TryCreate(string path, SignatureAlgorithm algorithm, ProviderSet providers)
    {
        string temporary = System.IO.Path.Combine(Path, $".{IdentityFile}.{Guid.NewGuid():N}");
        try
        {
            using (SigningKey key = SigningKey.Generate(algorithm, providers))
            using (var file = new FileStream(temporary, OwnerOnly.ToWrite(FileMode.CreateNew, FileShare.Read)))
            {
                Write(file, key);
                file.Flush(flushToDisk: true);
            }

            FirstName.Give(temporary, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Write(FileStream file, SigningKey key)
    {
        byte[] der = key.ExportPkcs8PrivateKey();
        byte[] pem = [];
        try
        {
            pem = PemEncoding.WriteUtf8("PRIVATE KEY"u8, der);
            file.Write(pem);
            file.WriteByte((byte)'\n');
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
            CryptographicOperations.ZeroMemory(pem);
        }
    }

    private static void RequireOwnerOnly(string path, string remedy)
    {
        if (OwnerOnly.FindProblem(path, remedy) is { } problem)
            throw new KeyDirectoryException(problem);
    }
}
