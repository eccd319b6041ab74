using System.Security.Claims;
using System.Text.RegularExpressions;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace HubChat;

/// <summary>
/// The folder with everybody's key, and the JWK set of those that the server lets in. A real chat would keep each key with its owner and would ask
/// somebody before it enrols one: <c>quantum clients enrol</c> does that. This one takes everybody who can write the file.
/// </summary>
internal sealed partial class Members : IDisposable
{
    /// <summary>Who may remove what others said.</summary>
    public const string Moderator = "grace";

    private readonly string _directory;
    private readonly bool _passing;

    private Members(string directory, bool passing)
    {
        _directory = directory;
        _passing = passing;
        Directory.CreateDirectory(directory);
    }

    /// <summary>The file that the server reads, and reads again when it has changed.</summary>
    public string JwkSet => Path.Combine(_directory, "members.jwks");

    /// <summary>Where the server keeps its own keys.</summary>
    public string ServerKeys => Path.Combine(_directory, "keys");

    /// <summary>Kept beside the program, for the next run too.</summary>
    public static Members Kept() => new(Path.Combine(AppContext.BaseDirectory, "chat"), passing: false);

    /// <summary>Gone with this run.</summary>
    public static Members Passing() => new(Directory.CreateTempSubdirectory("hubchat-").FullName, passing: true);

    /// <summary>Whether somebody can be called so: names are file names too.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>The member of a name. On first use a key is made, and enrolled.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isNew">Whether it was the first use: the server looks at the file once a second.</param>
    public Member Get(string name, out bool isNew)
    {
        using FileStream turn = WaitForTurn();
        string path = Path.Combine(_directory, name + ".pem");
        SigningKey key = File.Exists(path) ? SigningKey.ImportFromPem(File.ReadAllText(path)) : Create(path);
        isNew = TryEnrol(name, key.VerifyingKey);
        return new Member(name, key, Path.Combine(_directory, name + ".known-servers"));
    }

    public void Dispose()
    {
        if (_passing)
            Directory.Delete(_directory, recursive: true);
    }

    private bool TryEnrol(string name, VerifyingKey key)
    {
        IReadOnlyList<QuantumIdentity> enrolled = File.Exists(JwkSet) ? IdentityJwkSet.Parse(File.ReadAllText(JwkSet)) : [];
        if (enrolled.Any(identity => identity.KeyId == key.Thumbprint))
            return false;
        var added = new QuantumIdentity
        {
            Key = key,
            Subject = name,
            Claims = name == Moderator ? [new Claim(ClaimTypes.Role, "moderator")] : [],
        };
        string written = JwkSet + ".new";
        File.WriteAllText(written, IdentityJwkSet.Write([.. enrolled, added]));
        File.Move(written, JwkSet, overwrite: true); // whole or not at all, whenever the server looks
        return true;
    }

    // Clients in several terminals may be new at the same time.
    private FileStream WaitForTurn()
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(Path.Combine(_directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 100)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static SigningKey Create(string path)
    {
        SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, options);
        file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,19}\\z")]
    private static partial Regex Name();
}
