/// Concepts of databases: relational and other stores, their design, their languages and their
/// administration.
enum DatabasesConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        databases | category | Databases | database; database development; db; dbms; database management; data bases; database programming | data-and-ai |
        relational-databases | category | Relational databases | relational database; rdbms; sql databases; sql database; relational database design | databases |
        nosql | category | NoSQL databases | nosql; no sql; no-sql; nosql database; document database; key-value store; graph database; graph databases | databases |

        database-administrator | occupation | Database administrator | dba; database administrators; database admin; sql dba; oracle dba; database manager | databases | database-administration
        database-developer | occupation | Database developer | sql developer; database developers; database engineer; database programmer; pl/sql developer; sql expert | databases | sql, database-design

        sql | skill | SQL | structured query language; sequel sql; sql queries; sql query; sql programming; sql scripts; ansi sql | databases, programming-language | relational-databases
        database-design | skill | Database design | schema design; db design; database architecture; database modeling; database modelling; database schema design | databases |
        database-administration | skill | Database administration | database maintenance; db administration; database management and administration; db admin | databases, system-administration |
        query-optimization | skill | Query optimization | query optimisation; sql optimization; sql tuning; database optimization; slow queries; database performance | sql, performance-optimization |
        database-migration | skill | Database migration | database migrations; data migration; db migration; migrate database; data conversion; database replication | databases |

        postgresql | tool | PostgreSQL | postgres; postgre sql; postgresql database; postgressql; pgsql; psql; postgre | relational-databases, sql |
        mysql | tool | MySQL | my sql; mariadb; maria db; mysql database; mysqli; phpmyadmin | relational-databases, sql | php
        sql-server | tool | Microsoft SQL Server | sql server; mssql; ms sql; ms sql server; microsoft sql; ssis; ssrs; ssms; ms-sql | relational-databases, sql | dotnet
        oracle-database | tool | Oracle Database | oracle; oracle db; oracle sql; oracle apex; oracle 19c; oracle 12c | relational-databases, sql |
        sqlite | tool | SQLite | sql lite; sqllite; sqlite3; sq lite | relational-databases, sql | mobile-development
        microsoft-access | tool | Microsoft Access | ms access; access database; ms access database; access vba database; microsoft access database | relational-databases | vba
        mongodb | tool | MongoDB | mongo; mongo db; mongodb atlas; mongoose; mongodb database; mango db | nosql | node-js
        redis | tool | Redis | redis cache; redis database; valkey | nosql |
        elasticsearch | tool | Elasticsearch | elastic search; elastic stack; opensearch; kibana; logstash; elk stack; elk | nosql |
        dynamodb | tool | DynamoDB | dynamo db; amazon dynamodb; aws dynamodb | nosql, cloud-computing | aws
        vector-database | tool | Vector database | vector databases; pinecone; pgvector; weaviate; chromadb; qdrant; milvus; vector db | nosql | retrieval-augmented-generation

        database-schema | deliverable | Database schema | database schemas; er diagram; er diagrams; data model diagram; entity relationship diagram; database diagram | database-design |
        """
}
