using System.Security.Cryptography;
using Microsoft.Data.SqlClient;

namespace Records.Archive;

/// <summary>Diagnoses and names are encrypted by columns (Always Encrypted).</summary>
public static class ColumnEncryption
{
    private const string Algorithm = "RSA_OAEP"; // clean

    private static readonly SqlColumnEncryptionKeyStoreProvider Store = new SqlColumnEncryptionCertificateStoreProvider(); // find: key-services

    public static void Register(bool isWindows)
    {
        var providers = new Dictionary<string, SqlColumnEncryptionKeyStoreProvider>
        {
            [SqlColumnEncryptionCertificateStoreProvider.ProviderName] = Store, // clean
        };
        if (isWindows)
        {
            providers.Add(
                SqlColumnEncryptionCngProvider.ProviderName, // clean
                new SqlColumnEncryptionCngProvider()); // find: key-services
        }

        SqlConnection.RegisterColumnEncryptionKeyStoreProviders(providers);
    }

    public static byte[] NewColumnKey(string masterKeyPath)
    {
        byte[] key = RandomNumberGenerator.GetBytes(32); // clean
        return Store.EncryptColumnEncryptionKey(masterKeyPath, "RSA_OAEP", key); // find: key-services
    }

    public static byte[] OpenColumnKey(string masterKeyPath, byte[] wrapped) =>
        Store.DecryptColumnEncryptionKey(masterKeyPath, "RSA_OAEP", wrapped); // lower: key-services

    public static string Connect(string server) => new SqlConnectionStringBuilder
    {
        DataSource = server,
        ColumnEncryptionSetting = SqlConnectionColumnEncryptionSetting.Enabled, // clean
        Encrypt = SqlConnectionEncryptOption.Strict, // clean
    }.ConnectionString;

    public static async Task<bool> UsesRsaAsync(SqlConnection connection, CancellationToken cancellation)
    {
        await using SqlCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM sys.column_encryption_key_values WHERE encryption_algorithm_name = '{Algorithm}'"; // clean
        object? count = await command.ExecuteScalarAsync(cancellation);
        return count is > 0;
    }
}
