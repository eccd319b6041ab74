using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Agreement;
using Renci.SshNet;
using Renci.SshNet.Security;
using ConnectionInfo = Renci.SshNet.ConnectionInfo;

namespace Devices.Fleet;

/// <summary>Maintenance over SSH.</summary>
public sealed class ShellAccess(ILogger<ShellAccess> logger)
{
    private const string Preferred = "mlkem768x25519-sha256"; // clean

    public SshClient Connect(string host, string keyPath)
    {
        var connection = new ConnectionInfo(host, "maintenance", new PrivateKeyAuthenticationMethod(
            "maintenance",
            new PrivateKeyFile(keyPath))); // lower: ssh
        Prefer(connection);
        return new SshClient(connection);
    }

    /// <summary>Nothing but the hybrid key exchange.</summary>
    private static void Prefer(ConnectionInfo connection)
    {
        foreach (string name in connection.KeyExchangeAlgorithms.Keys.ToArray())
        {
            if (name != Preferred && !name.StartsWith("sntrup761x25519", StringComparison.Ordinal)) // clean
                connection.KeyExchangeAlgorithms.Remove(name); // clean
        }
    }

    public static void ForOldGateways(ConnectionInfo connection)
    {
        var old = connection.KeyExchangeAlgorithms.ToDictionary(static known => known.Key, static known => known.Value);
        connection.KeyExchangeAlgorithms.Clear();
        connection.KeyExchangeAlgorithms.Add("curve25519-sha256", old["curve25519-sha256"]); // find: ssh
        connection.KeyExchangeAlgorithms.Add("ecdh-sha2-nistp384", old["ecdh-sha2-nistp384"]); // find: ssh
        connection.KeyExchangeAlgorithms.Add("diffie-hellman-group16-sha512", GroupExchange); // find: ssh
        connection.HostKeyAlgorithms.Remove("ssh-ed25519", out _); // clean
    }

    public static void WithoutHybrid(ConnectionInfo connection)
    {
        if (connection.KeyExchangeAlgorithms.ContainsKey(Preferred)) // clean
            connection.KeyExchangeAlgorithms.Remove("mlkem768x25519-sha256"); // find: ssh
        connection.KeyExchangeAlgorithms.Remove("sntrup761x25519-sha512"); // find: ssh
        connection.KeyExchangeAlgorithms.Remove("sntrup761x25519-sha512@openssh.com"); // find: ssh
    }

    public static void WithoutOld(ConnectionInfo connection)
    {
        connection.KeyExchangeAlgorithms.Remove("diffie-hellman-group14-sha1"); // clean
        connection.KeyExchangeAlgorithms.Remove("diffie-hellman-group-exchange-sha1"); // clean
        connection.HostKeyAlgorithms.Remove("ssh-rsa"); // clean
        connection.HostKeyAlgorithms.Remove("ssh-dss"); // clean
    }

    public static void Reorder(ConnectionInfo connection)
    {
        connection.KeyExchangeAlgorithms.SetPosition("ecdh-sha2-nistp256", 0); // find: ssh
        connection.HostKeyAlgorithms.SetPosition("rsa-sha2-256", 0); // find: ssh
    }

    public static PrivateKeyFile Generated(byte[] exported) => new(new RsaKey(new SshKeyData(exported))); // find: ssh

    public static PrivateKeyFile GeneratedEdwards(byte[] seed) => new(
        new ED25519Key(seed)); // find: ssh

    public void Report(SshClient client)
    {
        string used = client.ConnectionInfo.CurrentKeyExchangeAlgorithm ?? "none";
        if (used is "curve25519-sha256" or "ecdh-sha2-nistp256") // clean
            logger.LogWarning("{Host} still uses curve25519-sha256 or ecdh-sha2-nistp256", client.ConnectionInfo.Host); // clean
        else if (used.Contains("mlkem", StringComparison.Ordinal))
            logger.LogInformation("{Host} uses {Algorithm}", client.ConnectionInfo.Host, used);
    }

    private static KeyExchangeDiffieHellman GroupExchange() => new( // find: ssh
        "diffie-hellman-group16-sha512",
        DHStandardGroups.rfc3526_4096, // lower: ssh
        HashAlgorithmName.SHA512); // clean
}
