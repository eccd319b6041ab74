using QuantumAttributes.Cryptography;

namespace Quickstart.Client;

/// <summary>What a customer keeps: a signing key, and the identities of banks known from before.</summary>
internal sealed class CustomerState : IDisposable
{
    private readonly bool _passing;

    private CustomerState(string directory, bool passing)
    {
        Directory = directory;
        _passing = passing;
        System.IO.Directory.CreateDirectory(directory);
        Key = LoadOrCreate(Path.Combine(directory, "customer.pem"));
    }

    public string Directory { get; }

    public SigningKey Key { get; }

    public string KnownBanks => Path.Combine(Directory, "known-banks");

    /// <summary>Kept beside the program, for the next run too.</summary>
    public static CustomerState Kept() => new(Path.Combine(AppContext.BaseDirectory, "client"), passing: false);

    /// <summary>Gone with this run.</summary>
    public static CustomerState Passing() => new(System.IO.Directory.CreateTempSubdirectory("quickstart-").FullName, passing: true);

    public void Dispose()
    {
        Key.Dispose();
        if (_passing)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static SigningKey LoadOrCreate(string path)
    {
        if (File.Exists(path))
            return SigningKey.ImportFromPem(File.ReadAllText(path));
        SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, options);
        file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        return key;
    }
}
